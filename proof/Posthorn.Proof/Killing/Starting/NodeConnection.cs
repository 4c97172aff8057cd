using System.Net.Http.Headers;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>A client that speaks to a server which this run has started itself, on loopback.</summary>
internal static class NodeConnection
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(1);

    public static HttpClient Open(string address, AuthenticationHeaderValue? authorization)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = LongestConnect };
        var http = new HttpClient(handler) { BaseAddress = new(address + "/"), Timeout = LongestCall };
        http.DefaultRequestHeaders.Authorization = authorization;
        return http;
    }
}
