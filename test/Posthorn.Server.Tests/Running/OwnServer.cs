using System.Net.Http.Headers;
using Posthorn.Api;

namespace Posthorn.Server.Tests.Running;

/// <summary>A server that one test has for itself, to stop it or to make it small.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(static n => (byte)n)]);

    private readonly string _folder;
    private readonly PosthornServer _server;
    private readonly List<HttpClient> _clients = [];

    private OwnServer(string folder, PosthornServer server) => (_folder, _server) = (folder, server);

    public IServiceProvider Services => _server.Services;

    /// <param name="most">How many readers may wait.</param>
    /// <param name="storage">Elsewhere than in a folder of its own.</param>
    public static async Task<OwnServer> StartAsync(int most = 100, string? storage = null)
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-own-").FullName;
        var options = RunningServer.OptionsIn(folder) with { MaxWaitingReaders = most };
        return new(folder, await RunningServer.StartAsync(
            storage is null ? options : options with { Storage = storage, MasterKey = Key }, Stream.Null));
    }

    public PosthornClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(_server.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.OperatorKey);
        _clients.Add(http);
        return new(http);
    }

    public ValueTask StopAsync() => _server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _clients.ForEach(static one => one.Dispose());
        Directory.Delete(_folder, recursive: true);
    }
}
