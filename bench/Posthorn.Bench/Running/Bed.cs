using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Sinking;

namespace Posthorn.Bench.Running;

/// <summary>What all measurements of a run share: the sink, the place for files, and the number of the next measurement.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private const string SharedMemory = "/dev/shm";

    private readonly string _ledgers;
    private uint _run;

    private Bed(
        BenchOptions options, IReadOnlyList<string> self, TimeProvider clock, Progress progress, ChildProcess sink, Uri sinkAddress, IDatabases databases, string files)
    {
        (Options, Self, Clock, Progress, Sink, SinkAddress) = (options, self, clock, progress, sink, sinkAddress);
        (Databases, Files) = (databases, files);
        _ledgers = Directory.Exists(SharedMemory)
            ? Directory.CreateDirectory(Path.Combine(SharedMemory, $"posthorn-bench-{Environment.ProcessId}")).FullName
            : Files;
    }

    public BenchOptions Options { get; }

    public IReadOnlyList<string> Self { get; }

    public TimeProvider Clock { get; }

    public Progress Progress { get; }

    public ChildProcess Sink { get; }

    public Uri SinkAddress { get; }

    public IDatabases Databases { get; }

    public string Files { get; }

    public static async Task<Bed> MakeAsync(
        BenchOptions options, IReadOnlyList<string> self, TimeProvider clock, Progress progress, CancellationToken cancellationToken)
    {
        var files = Directory.CreateDirectory(Path.Combine(options.Directory, $"posthorn-bench-{Environment.ProcessId}")).FullName;
        IDatabases databases = options.Storage == RunOptions.Postgres
            ? await PostgresDatabases.StartAsync(options.Directory, cancellationToken)
            : new SqliteDatabases();
        var sink = ChildProcess.HarnessRole([.. self, SinkRole.Name]);
        return new(options, self, clock, progress, sink, new(await sink.HearAsync(cancellationToken)), databases, files);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public Uri EndpointUrl(int endpoint) => new(SinkAddress, string.Create(CultureInfo.InvariantCulture, $"/e/{endpoint}"));

    public async Task SetModeAsync(int endpoint, EndpointMode mode, CancellationToken cancellationToken)
        => await TellSinkAsync(string.Create(CultureInfo.InvariantCulture, $"mode {endpoint} {mode}"), cancellationToken);

    public async Task SetSecretAsync(int endpoint, string secret, CancellationToken cancellationToken)
        => await TellSinkAsync(string.Create(CultureInfo.InvariantCulture, $"secret {endpoint} {secret}"), cancellationToken);

    /// <summary>Begins a measurement: a new ledger that the sink writes to from now on.</summary>
    public async Task<(Ledger Ledger, string Path)> NewLedgerAsync(int capacity, CancellationToken cancellationToken)
    {
        _run++;
        var path = Path.Combine(_ledgers, string.Create(CultureInfo.InvariantCulture, $"ledger-{_run}"));
        var ledger = Ledger.Create(path, _run, capacity);
        await TellSinkAsync($"ledger {path}", cancellationToken);
        return (ledger, path);
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await Databases.DisposeAsync();
        Directory.Delete(Files, recursive: true);
        if (Directory.Exists(_ledgers))
        {
            Directory.Delete(_ledgers, recursive: true);
        }
    }

    private async Task TellSinkAsync(string line, CancellationToken cancellationToken)
    {
        if (await Sink.AskAsync(line, cancellationToken) is not "ok" and var answer)
        {
            throw new BenchException($"The sink answered '{answer}'.");
        }
    }
}
