using System.Text;
using System.Threading.Channels;

namespace Posthorn.Cli.Tests.Running;

/// <summary>Runs commands in memory, as if they were typed.</summary>
internal sealed record Terminal
{
    public Dictionary<string, string> Variables { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether a person reads it.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>What comes through the pipe; null where there is none.</summary>
    public string? Input { get; init; }

    /// <summary>What a person types where nothing is shown; null where nobody is there.</summary>
    public string? Unseen { get; init; }

    public int Width { get; init; } = 100;

    /// <summary>The keys that are pressed; null where nobody presses any.</summary>
    public ChannelReader<ConsoleKeyInfo>? Keys { get; init; }

    public Surroundings Surroundings(TextWriter output, TextWriter error, CancellationToken force = default) => new()
    {
        Out = output,
        Error = error,
        OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(Input ?? string.Empty)),
        ReadUnseen = _ => Task.FromResult(Unseen),
        OpenLog = static () => new MemoryStream(),
        Variable = Variables.GetValueOrDefault,
        Clock = TimeProvider.System,
        OutIsTerminal = IsTerminal,
        ErrorIsTerminal = IsTerminal,
        InIsTerminal = Input is null,
        Width = Width,
        Size = () => (Width, 20),
        OpenKeys = Keys is { } keys ? () => keys : null,
        Force = force,
    };

    public Task<Run> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs a command that is told to stop from the start: a server that should refuse to start does not hold the test up.</summary>
    public Task<Run> RunStoppedAsync(params IReadOnlyList<string> arguments) => RunAsync(arguments, new CancellationToken(canceled: true));

    private async Task<Run> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandTree.RunAsync(arguments, Surroundings(output, error, CancellationToken.None), stop);
        return new(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
