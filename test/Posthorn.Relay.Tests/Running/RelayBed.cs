using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Running;

namespace Posthorn.Relay.Tests.Running;

/// <summary>A relay in this process on a folder of its own, and clients of both sides.</summary>
internal sealed class RelayBed : IAsyncDisposable
{
    public const string Token = "the-token-of-the-tests-that-everybody-knows";
    public const string Source = "suki";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-relay-tests-").FullName;
    private readonly MemoryStream _log = new();

    private RelayBed()
    {
    }

    public RunningRelay Relay { get; private set; } = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1 });

    public Uri Url => new(Relay.Urls.Single());

    public IPEndPoint Address => IPEndPoint.Parse(Url.Authority);

    /// <summary>Everything that was logged.</summary>
    public string Log => Encoding.UTF8.GetString(_log.ToArray());

    public string Folder => _folder;

    public string Database => Path.Combine(_folder, "relay.db");

    public static async Task<RelayBed> StartAsync(Func<RelayOptions, RelayOptions>? change = null, TimeProvider? clock = null)
    {
        var bed = new RelayBed();
        await bed.StartAgainAsync(change, clock);
        return bed;
    }

    public RelayOptions Options => new() { Storage = $"sqlite:{Database}", Urls = ["http://127.0.0.1:0"], Sources = [Source, "sully"], Token = Token };

    public async Task StartAgainAsync(Func<RelayOptions, RelayOptions>? change = null, TimeProvider? clock = null)
    {
        var options = change is null ? Options : change(Options);
        Relay = await RunningRelay.StartAsync(options, Stream.Synchronized(_log), clock ?? TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, path)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(message, TestContext.Current.CancellationToken);
    }

    public async Task PostNumbersAsync(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            using var answer = await PostAsync("/in/suki", Encoding.ASCII.GetBytes($"{{\"type\":\"session.completed\",\"number\":{i}}}"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    public async Task<HttpResponseMessage> ReadAsync(string path, string? token = Token)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, path));
        message.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(message, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A listener's options for this relay, or for a proxy before it.</summary>
    public ListenOptions Listening(string listener = "laptop", IPEndPoint? through = null) => new()
    {
        Relay = new($"http://{through ?? Address}"),
        Source = Source,
        Listener = listener,
        Token = Token,
        Egress = new() { Allowed = [IPNetwork.Parse("127.0.0.0/8")] },
    };
}
