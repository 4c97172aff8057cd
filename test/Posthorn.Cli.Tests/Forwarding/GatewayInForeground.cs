using Posthorn.Cli.Forwarding;
using Posthorn.Cli.Serving;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Forwarding;

/// <summary><c>posthorn gateway</c> in this process, until it is disposed of; then it must end well.</summary>
internal sealed class GatewayInForeground : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _out = new(static line => StartUpLines.AddressIn(line) is not null);
    private readonly LineWriter _log;
    private Task<int> _serving = Task.FromResult(0);

    private GatewayInForeground(string logged) => _log = new(line => line.Contains(logged, StringComparison.Ordinal));

    public Uri Doors { get; private set; } = null!;

    public string StartUp => _out.ToString();

    public string Admin => StartUp.ReplaceLineEndings("\n").Split('\n').Select(GatewayLines.AdminAddressIn).OfType<Uri>().Single().ToString();

    /// <param name="logged">What <see cref="LoggedAsync"/> waits for.</param>
    public static async Task<GatewayInForeground> StartAsync(Terminal terminal, string config, string logged)
    {
        var gateway = new GatewayInForeground(logged);
        var surroundings = terminal.Surroundings(gateway._out, TextWriter.Null) with { OpenLog = () => new LineStream(gateway._log) };
        gateway._serving = CommandTree.RunAsync(["gateway", "--config", config], surroundings, gateway._stop.Token);
        gateway.Doors = StartUpLines.AddressIn(await gateway._out.Found.WaitAsync(Patience))!;
        return gateway;
    }

    public Task LoggedAsync() => _log.Found.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        (await _serving).ShouldBe(ExitCodes.Done);
        _stop.Dispose();
        await _out.DisposeAsync();
        await _log.DisposeAsync();
    }
}
