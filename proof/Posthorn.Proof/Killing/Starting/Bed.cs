using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Roles;
using Posthorn.Testing.Databases;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>All that is started for a run, and the folder that it lies in.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private const string DatabaseName = "posthorn";
    private const int MostStarts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static readonly string[] ServeOptions = ["--allow-egress", "127.0.0.0/8", "--drain-grace", "5"];

    private readonly Warden _warden = new();
    private readonly List<IAsyncDisposable> _started = [];
    private readonly DirectoryInfo _folder;

    private Bed(DirectoryInfo folder) => (_folder, Files) = (folder, new(folder.FullName));

    public string Folder => _folder.FullName;

    public JournalFiles Files { get; }

    /// <summary>Null where the store is a file.</summary>
    public TemporaryPostgres? Postgres { get; private set; }

    /// <summary>How the store is reached; null where it is a file.</summary>
    public string? ConnectionString { get; private set; }

    public IReadOnlyList<ServerNode> Nodes { get; private set; } = [];

    public Role Receiver { get; private set; } = null!;

    public string ReceiverAddress { get; private set; } = "";

    public AuthenticationHeaderValue Authorization => new("Bearer", OperatorKey);

    public string OperatorKey { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Starts the database, the receiver and the nodes, and returns when all nodes are ready.</summary>
    /// <param name="self">How the command is started that has the roles.</param>
    /// <param name="program">How Posthorn is started, without <c>serve</c>.</param>
    /// <exception cref="StartException">Something that it needs is not there.</exception>
    public static async Task<Bed> MakeAsync(
        KillingPlan plan, IReadOnlyList<string> self, IReadOnlyList<string> program, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bed = new Bed(plan.Directory is { } parent
            ? Directory.CreateDirectory(Path.Combine(parent, $"posthorn-prove-{Path.GetRandomFileName()}"))
            : Directory.CreateTempSubdirectory("posthorn-prove-"));
        try
        {
            await bed.StartAsync(plan, self, program, clock, cancellationToken);
            return bed;
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    public Role StartRole(IReadOnlyList<string> self, string name, params IEnumerable<string> arguments)
    {
        var role = Role.Start(self, name, LogOf(name), arguments);
        _started.Add(role);
        return role;
    }

    /// <summary>Whether what it leaves on disk stays, for whoever wants to look at it.</summary>
    public bool Keep { get; set; }

    /// <summary>The folders that stay.</summary>
    public IEnumerable<string> Kept => Postgres is { } postgres ? [Folder, postgres.Directory] : [Folder];

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_started))
        {
            await one.DisposeAsync();
        }

        if (Postgres is { } postgres)
        {
            await (Keep ? postgres.StopAsync() : postgres.DisposeAsync().AsTask());
        }

        _warden.Dispose();
        if (!Keep)
        {
            _folder.Delete(recursive: true);
        }
    }

    private string LogOf(string name) => Path.Combine(Folder, $"{name}.log");

    private async Task StartAsync(
        KillingPlan plan, IReadOnlyList<string> self, IReadOnlyList<string> program, TimeProvider clock, CancellationToken cancellationToken)
    {
        var storage = plan.Storage == StorageKind.Postgres ? await StartPostgresAsync(plan, cancellationToken) : $"sqlite:{Path.Combine(Folder, "store.db")}";
        Receiver = StartRole(self, ReceiverRole.Name, string.Create(CultureInfo.InvariantCulture, $"{plan.Seed}"), Files.Arrived);
        ReceiverAddress = await Receiver.HearAsync(cancellationToken);

        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTHORN_OPERATOR_KEY"] = OperatorKey,
            ["POSTHORN_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        Nodes = [.. Enumerable.Range(1, plan.Nodes).Select(number =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"node-{number}");
            var port = FreePort.Find();
            var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
            string[] named = plan.Storage == StorageKind.Postgres ? ["--node", name] : [];
            return new ServerNode(
                name, port, [.. program, "serve", "--storage", storage, "--urls", url, .. named, .. ServeOptions], variables, LogOf(name), _warden, clock);
        })];
        _started.AddRange(Nodes);
        foreach (var node in Nodes)
        {
            node.Start();
            await UpAsync(node, clock, cancellationToken);
        }
    }

    private async Task<string> StartPostgresAsync(KillingPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            Postgres = await TemporaryPostgres.StartAsync(new() { ParentFolder = plan.Directory }, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new StartException($"{exception.Message} With --storage sqlite nothing needs to be installed.");
        }

        ConnectionString = await Postgres.CreateDatabaseAsync(DatabaseName);
        return $"postgres:{ConnectionString}";
    }

    private async Task UpAsync(ServerNode node, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (var start = clock.GetTimestamp(); node.State != NodeState.Up;)
        {
            if (node.EndedByItself >= MostStarts || clock.GetElapsedTime(start) > Patience)
            {
                throw new StartException($"{node.Name} did not become ready. Its last words: {LastWords.Of(LogOf(node.Name))}");
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }
}
