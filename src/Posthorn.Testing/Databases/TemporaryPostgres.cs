using System.Globalization;

namespace Posthorn.Testing.Databases;

/// <summary>A real PostgreSQL for tests, from the programs that are installed: a folder and a port of its own, gone when it is disposed.</summary>
/// <remarks>
/// Linux and macOS. It listens on 127.0.0.1 and lets everybody in. It runs as the current user, or as <c>postgres</c> where that is root. On Linux it
/// ends when this process does, however that ends. Durability is as PostgreSQL ships it, so that it can be killed and what was committed is still there.
/// </remarks>
public sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string User = "postgres";

    private static readonly TimeSpan PatienceAtFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _binaries;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private ServerChild? _server;

    private TemporaryPostgres(string binaries, string folder, int port, IReadOnlyDictionary<string, string> settings)
    {
        _binaries = binaries;
        _settings = settings;
        Directory = folder;
        Port = port;
    }

    /// <summary>Gets the folder that holds everything of this server.</summary>
    public string Directory { get; }

    /// <summary>Gets the port on 127.0.0.1. It stays the same when the server is started again.</summary>
    public int Port { get; }

    /// <summary>Gets how Npgsql reaches the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>Gets the server's log.</summary>
    public string LogFile => Path.Combine(Directory, "log");

    private string Data => Path.Combine(Directory, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="options">Settings and place; the defaults where it is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The server, ready for connections.</returns>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed, or it does not start; the message says what to do.</exception>
    public static async Task<TemporaryPostgres> StartAsync(TemporaryPostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        var binaries = Binaries.PostgresFolder();
        var folder = await Account.CreateFolderAsync(options?.ParentFolder, cancellationToken);
        var made = new TemporaryPostgres(binaries, folder, LoopbackPort.Free(), options?.Settings ?? new TemporaryPostgresOptions().Settings);
        try
        {
            string[] initialize = ["--pgdata", made.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"];
            _ = await made.RunAsync("initdb", initialize, cancellationToken);
            await made.StartServerAsync(PatienceAtFirst, cancellationToken);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>How Npgsql reaches it.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        _ = await RunAsync("createdb", ["--host", "127.0.0.1", "--port", Text(Port), "--username", User, "--no-password", name], CancellationToken.None);
        return ConnectionStringOf(name);
    }

    /// <summary>Ends the server at once, as a power cut would end its processes: what was not forced to the disk by it is still with the system.</summary>
    public void Kill() => _server?.Kill();

    /// <summary>Starts the server again after <see cref="Kill"/> or <see cref="StopAsync"/>, at the same port and with what it had on disk.</summary>
    /// <returns>A task that completes when it is ready for connections.</returns>
    public async Task StartAgainAsync()
    {
        if (_server is { } server)
        {
            _ = await server.Exited;
        }

        await StartServerAsync(Patience, CancellationToken.None);
    }

    /// <summary>Stops the server in order: connections are ended, and everything is written.</summary>
    /// <returns>A task that completes when it has stopped.</returns>
    public Task StopAsync() => EndAsync("fast");

    /// <summary>Stops the server at once and deletes its folder.</summary>
    /// <returns>A task that completes when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        await EndAsync("immediate");
        await FolderRemoval.RunAsync(Directory);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task StartServerAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        // After a kill the old children may still be on their way out, and the new server refuses to start beside them.
        var start = TimeProvider.System.GetTimestamp();
        while (!await TryStartAsync(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                throw new InvalidOperationException($"PostgreSQL does not start. The end of its log: {LogTail.Of(LogFile)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <returns>False when it has ended instead.</returns>
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        var server = ServerChild.Start(Account.Server(Directory, LogFile, Path.Combine(_binaries, "postgres"), ["-D", Data, .. Settings()]));
        _server = server;
        while (!server.Exited.IsCompleted)
        {
            if (PostmasterFile.IsReady(Data, server.Id))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }

        return false;
    }

    private IEnumerable<string> Settings()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = Text(Port),
            ["unix_socket_directories"] = Directory,
            ["max_connections"] = "200",
            ["logging_collector"] = "off",
        };
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        return settings.SelectMany(static setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
    }

    private async Task EndAsync(string mode)
    {
        if (_server is not { Exited.IsCompleted: false } server)
        {
            return;
        }

        try
        {
            _ = await RunAsync("pg_ctl", ["stop", "--pgdata", Data, "--mode", mode, "--no-wait"], CancellationToken.None);
            _ = await server.Exited.WaitAsync(Patience, TimeProvider.System);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            server.Kill();
            _ = await server.Exited;
        }
    }

    private Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        Tools.RunAsync(Account.Tool(Directory, Path.Combine(_binaries, program), arguments), cancellationToken);

    private string ConnectionStringOf(string database) => $"Host=127.0.0.1;Port={Text(Port)};Username={User};Database={database}";
}
