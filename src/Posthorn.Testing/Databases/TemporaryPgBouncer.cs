using System.Globalization;

namespace Posthorn.Testing.Databases;

/// <summary>A real PgBouncer in front of a <see cref="TemporaryPostgres"/>, in transaction mode: a connection is another server process with each transaction.</summary>
/// <remarks>Linux and macOS, as <see cref="TemporaryPostgres"/>. It needs <c>pgbouncer</c> installed.</remarks>
public sealed class TemporaryPgBouncer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private ServerChild? _server;

    private TemporaryPgBouncer(string folder, int port) => (_folder, Port) = (folder, port);

    /// <summary>Gets the port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="postgres">The server behind it.</param>
    /// <param name="poolSize">How many connections it holds to each database.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The pooler, ready for connections.</returns>
    /// <exception cref="InvalidOperationException">No PgBouncer is installed, or it does not start; the message says what to do.</exception>
    public static async Task<TemporaryPgBouncer> StartAsync(TemporaryPostgres postgres, int poolSize = 20, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(postgres);
        var program = Binaries.PgBouncer();
        var folder = await Account.CreateFolderAsync(parent: null, cancellationToken);
        var made = new TemporaryPgBouncer(folder, LoopbackPort.Free());
        try
        {
            await made.ConfigureAsync(postgres.Port, poolSize, cancellationToken);
            await made.StartServerAsync(program, cancellationToken);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>How Npgsql reaches a database through the pooler.</summary>
    /// <param name="database">The name of a database of the server behind it.</param>
    /// <returns>The connection string.</returns>
    public string ConnectionStringOf(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}");

    /// <summary>Stops it at once and deletes its folder.</summary>
    /// <returns>A task that completes when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            server.Kill();
            _ = await server.Exited;
        }

        await FolderRemoval.RunAsync(_folder);
    }

    private async Task ConfigureAsync(int upstream, int poolSize, CancellationToken cancellationToken)
    {
        var users = Path.Combine(_folder, "users.txt");
        await File.WriteAllTextAsync(users, "\"postgres\" \"\"\n", cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "pgbouncer.ini"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                [databases]
                * = host=127.0.0.1 port={upstream}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {Port}
                unix_socket_dir =
                auth_type = trust
                auth_file = {users}
                pool_mode = transaction
                default_pool_size = {poolSize}
                max_client_conn = 1000
                ignore_startup_parameters = extra_float_digits

                """),
            cancellationToken);
    }

    private async Task StartServerAsync(string program, CancellationToken cancellationToken)
    {
        var log = Path.Combine(_folder, "log");
        _server = ServerChild.Start(Account.Server(_folder, log, program, Path.Combine(_folder, "pgbouncer.ini")));
        var start = TimeProvider.System.GetTimestamp();
        while (!await LoopbackPort.AnswersAsync(Port, cancellationToken))
        {
            if (_server.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException($"PgBouncer does not start. The end of its log: {LogTail.Of(log)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }
    }
}
