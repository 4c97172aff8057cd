using Posthorn.Cli.Serving;

[assembly: AssemblyFixture(typeof(Posthorn.Cli.Tests.Running.RunningServer))]

namespace Posthorn.Cli.Tests.Running;

/// <summary><c>posthorn serve</c> in this process, on a store of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string OperatorKey = "operator-key-of-the-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-cli-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _out = new(static line => StartUpLines.AddressIn(line) is not null);
    private Task<int> _serving = Task.FromResult(0);

    public Uri Url { get; private set; } = null!;

    public string StartUp => _out.ToString();

    /// <summary>A terminal that has the operator's key.</summary>
    internal Terminal Operator => new()
    {
        Variables = { ["POSTHORN_SERVER"] = Url.ToString(), ["POSTHORN_KEY"] = OperatorKey },
    };

    public async ValueTask InitializeAsync()
    {
        var surroundings = new Terminal { Variables = { ["POSTHORN_OPERATOR_KEY"] = OperatorKey } }.Surroundings(_out, TextWriter.Null);
        string[] serve = ["serve", "--storage", $"sqlite:{_folder}/posthorn.db", "--urls", "http://127.0.0.1:0", "--allow-egress", "127.0.0.0/8"];
        _serving = CommandTree.RunAsync(serve, surroundings, _stop.Token);
        Url = StartUpLines.AddressIn(await _out.Found)!;
    }

    /// <summary>A partner that no other test knows.</summary>
    internal async Task<string> NewPartnerAsync(string name = "Northwind Clinic") =>
        (await Operator.RunAsync("partners", "create", name)).Fact("id");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        (await _serving).ShouldBe(ExitCodes.Done);
        _stop.Dispose();
        await _out.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
