using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>A client in a world where every name is on loopback, and loopback is allowed, as far as a test does not say otherwise.</summary>
internal sealed class Sender : IDisposable
{
    public const string Host = "hooks.example.com";

    private readonly EndpointClient _client;

    public Sender(EgressOptions? options = null, INameResolver? names = null, IConnector? connector = null, TimeProvider? clock = null)
        => _client = new EndpointClient(
            options ?? LoopbackAllowed, names ?? NamesFrom.Always("127.0.0.1"), connector ?? new SocketConnector(), clock ?? TimeProvider.System);

    public static EgressOptions LoopbackAllowed { get; } = new() { Allowed = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] };

    public long Resent => _client.Resent;

    public static EgressOptions Trusting(params X509Certificate2[] authorities) => LoopbackAllowed with { ExtraAuthorities = [.. authorities] };

    public static Uri Plain(IPEndPoint address) => new($"http://{Host}:{address.Port}/hook");

    public static Uri Secure(IPEndPoint address) => new($"https://{Host}:{address.Port}/hook");

    public static OutgoingRequest Request(Uri url, params KeyValuePair<string, string>[] headers) => Request(url, TimeSpan.FromSeconds(30), headers);

    public static OutgoingRequest Request(Uri url, TimeSpan deadline, params KeyValuePair<string, string>[] headers) => new()
    {
        Url = url,
        Body = Encoding.UTF8.GetBytes("""{"hello":"world"}"""),
        Headers = headers,
        Deadline = deadline,
    };

    public async Task<AttemptOutcome> SendAsync(Uri url, params KeyValuePair<string, string>[] headers)
        => await SendAsync(Request(url, headers));

    public async Task<AttemptOutcome> SendAsync(OutgoingRequest request)
        => await _client.SendAsync(request, TestContext.Current.CancellationToken);

    public async Task<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop) => await _client.SendAsync(request, stop);

    public void Dispose() => _client.Dispose();
}
