using System.Security.Cryptography;
using Posthorn.Api;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Demo;

/// <summary>A server in a process of its own, on a temporary file, that can be killed and started again.</summary>
/// <param name="program">How Posthorn is started, without <c>serve</c>.</param>
/// <remarks>Publishing is safe for any number of threads, also while the server dies. Starting and ending are not.</remarks>
internal sealed class RestartableServer(IReadOnlyList<string> program, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("posthorn-");
    private readonly List<HttpClient> _connections = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        ["POSTHORN_OPERATOR_KEY"] = RandomNumberGenerator.GetHexString(48, lowercase: true),
        ["POSTHORN_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    private ServerProcess? _process;
    private TaskCompletionSource<PosthornClient> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a client, as soon as the server is there.</summary>
    public Task<PosthornClient> ClientAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _client).Task.WaitAsync(cancellationToken);

    /// <summary>Starts the server on its file: the first time a new one, later the one that was killed.</summary>
    public async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        _process = await ServerProcess.StartAsync(
            program,
            ["serve", "--storage", $"sqlite:{_directory.FullName}/store.db", "--urls", "http://127.0.0.1:0", "--allow-egress", "127.0.0.0/8"],
            _variables,
            cancellationToken);
        var http = ServerAddress.Connect(_process.Address, _variables["POSTHORN_OPERATOR_KEY"]);

        // The one before is kept to the end: calls may still be breaking off on it.
        _connections.Add(http);
        Volatile.Read(ref _client).SetResult(new(http));
        return _process;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Volatile.Write(ref _client, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    /// <summary>Waits for the end of a server that was told to stop.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _client, new(TaskCreationOptions.RunContinuationsAsynchronously));
        var code = await _process!.ExitAsync(cancellationToken);
        await _process.DisposeAsync();
        return code;
    }

    /// <summary>Publishes an event, again and again with the same key where the server dies meanwhile.</summary>
    public async Task<EventReceipt> PublishAsync(string partner, PublishEvent request, string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var client = await ClientAsync(cancellationToken);
            try
            {
                return await client.PublishAsync(partner, request, key, cancellationToken);
            }
            catch (HttpRequestException) when (!cancellationToken.IsCancellationRequested)
            {
                // The kill. Whether the event was stored is not known; with the key it does no harm to publish it once more.
                await Task.Delay(BetweenTries, clock, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _connections.ForEach(static connection => connection.Dispose());
        _directory.Delete(recursive: true);
    }
}
