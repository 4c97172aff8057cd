using Posthorn.Cli.Serving;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Emulating;

/// <summary><c>posthorn emulate</c> in this process, until it is disposed of; then it must end well.</summary>
internal sealed class EmulatorInForeground : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _out = new(static line => StartUpLines.AddressIn(line) is not null);
    private Task<int> _running = Task.FromResult(0);

    public Uri Address { get; private set; } = null!;

    public string StartUp => _out.ToString();

    public static async Task<EmulatorInForeground> StartAsync(Terminal terminal, params string[] arguments)
    {
        var emulator = new EmulatorInForeground();
        emulator._running = CommandTree.RunAsync(["emulate", .. arguments], terminal.Surroundings(emulator._out, TextWriter.Null), emulator._stop.Token);
        emulator.Address = StartUpLines.AddressIn(await emulator._out.Found.WaitAsync(Patience))!;
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        (await _running).ShouldBe(ExitCodes.Done);
        _stop.Dispose();
        await _out.DisposeAsync();
    }
}
