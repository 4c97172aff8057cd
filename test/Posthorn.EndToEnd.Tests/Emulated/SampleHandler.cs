using System.Diagnostics;
using Posthorn.Cli.Calling;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.Partners;

namespace Posthorn.EndToEnd.Tests.Emulated;

/// <summary>A handler as the vendors' own samples have it, in a process of its own; it says what it has handled.</summary>
internal sealed class SampleHandler : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RunningProgram _program;

    private SampleHandler(RunningProgram program, Uri url) => (_program, Url) = (program, url);

    public Uri Url { get; }

    /// <param name="vendor">The name of the profile.</param>
    /// <param name="path">Where it takes notifications.</param>
    public static async Task<SampleHandler> StartAsync(string vendor, bool express, string path, string secret, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Root, "test", "Posthorn.EndToEnd.Tests", "Emulated", "handlers");
        var start = express
            ? new ProcessStartInfo(Installed.Node(), [Path.Combine(folder, $"{vendor}_sample.cjs")])
            : new ProcessStartInfo(Installed.Flask(), ["-m", "flask", "--app", $"{vendor}_sample", "run", "--host", "127.0.0.1", "--port", "0"]);
        start.WorkingDirectory = folder;
        start.Environment["WEBHOOK_SECRET"] = secret;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        start.Environment["PORT"] = "0";
        if (express)
        {
            var packages = await NodeFolder.PrepareAsync("docs/receive/typescript", build: true, cancellationToken);
            start.Environment["NODE_PATH"] = Path.Combine(packages, "node_modules");
        }

        var (program, address) = await RunningProgram.StartAsync(start, cancellationToken);
        return new(program, new(address, path));
    }

    /// <summary>Waits until it has said a line that holds a text.</summary>
    public async Task UntilSaidAsync(string text, CancellationToken cancellationToken) => _ = await Waiting.UntilAsync(
        _ => Task.FromResult(_program.LastWords), words => words.Contains(text, StringComparison.Ordinal), Patience, TimeProvider.System, cancellationToken);

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
