using System.Threading.Channels;

namespace Posthorn.Cli;

/// <summary>What a command takes from outside. A test stands in for the terminal with one of its own.</summary>
internal sealed record Surroundings
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<Stream> OpenIn { get; init; }

    /// <summary>Reads a line that a person types and nobody sees; null where there is none.</summary>
    public required Func<CancellationToken, Task<string?>> ReadUnseen { get; init; }

    /// <summary>Where a server's log lines go.</summary>
    public required Func<Stream> OpenLog { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether a person reads <see cref="Out"/>. In a pipe it is plain text.</summary>
    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Columns and rows of the terminal at this moment.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = static () => (100, 30);

    /// <summary>The keys that are pressed from now on, for commands that are steered by keys; null where nobody presses any.</summary>
    public Func<ChannelReader<ConsoleKeyInfo>>? OpenKeys { get; init; }

    /// <summary>Cancelled by the second Ctrl-C or SIGTERM: now, not in good order.</summary>
    public CancellationToken Force { get; init; }

    /// <summary>Whether to leave colour out, see https://no-color.org.</summary>
    public bool NoColor => !string.IsNullOrEmpty(Variable("NO_COLOR"));

    public static Surroundings OfProcess(CancellationToken force) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        OpenIn = Console.OpenStandardInput,
        ReadUnseen = UnseenTyping.ReadAsync,
        OpenLog = Console.OpenStandardError,
        Variable = Environment.GetEnvironmentVariable,
        Clock = TimeProvider.System,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        InIsTerminal = !Console.IsInputRedirected,
        Width = Console.IsOutputRedirected ? 100 : Math.Max(Console.WindowWidth, 60),
        Size = static () => (Console.WindowWidth, Console.WindowHeight),
        OpenKeys = Console.IsInputRedirected ? null : PressedKeys.Open,
        Force = force,
    };
}
