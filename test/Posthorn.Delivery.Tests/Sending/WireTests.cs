using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Certificates;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>What a good request looks like to the endpoint, and what must never be in it.</summary>
public sealed class WireTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task The_request_is_a_post_of_these_headers_and_no_others()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        using var sender = new Sender();

        await sender.SendAsync(Sender.Plain(endpoint.Address), new("webhook-id", "msg_1"), new("Content-Language", "en"));

        var request = endpoint.Requests.Single();
        request.Line.ShouldBe("POST /hook HTTP/1.1");
        request.Text.ShouldBe("""{"hello":"world"}""");
        request.HeaderLines.Order(StringComparer.Ordinal).ShouldBe(
        [
            "Content-Language: en",
            "Content-Length: 17",
            "Content-Type: application/json",
            $"Host: {Sender.Host}:{endpoint.Address.Port}",
            "User-Agent: Posthorn/0.1.0",
            "webhook-id: msg_1",
        ]);
    }

    public static TheoryData<string, string> BadHeaders() => new()
    {
        { "X-A", "a\r\nX-Evil: 1" },
        { "X-A", "a\nX-Evil: 1" },
        { "X-A", "a\rb" },
        { "X-A", "a\0b" },
        { "X-A", "a\x7f" },
        { "X-A", "é" },
        { "X A", "a" },
        { "X:A", "a" },
        { "X\r\nA", "a" },
        { "", "a" },
        { "É", "a" },
        { "Content-Language", "a\r\nX-Evil: 1" },
        { "Host", "evil.example" },
        { "transfer-encoding", "chunked" },
        { "Content-Length", "1" },
        { "Expect", "100-continue" },
        { "Proxy-Authorization", "x" },
    };

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public async Task Finding_3_B_E7_B_E8_a_header_that_could_break_the_request_is_never_sent(string name, string value)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        using var sender = new Sender();

        (await sender.SendAsync(Sender.Plain(endpoint.Address), new KeyValuePair<string, string>(name, value)))
            .ShouldBe(new Rejected(FailureReasons.HeaderInvalid));

        endpoint.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://a:b@hooks.example.com/")]
    [InlineData("/relative")]
    public async Task B_E1_B_E2_a_url_that_no_endpoint_may_have_is_never_called(string url)
    {
        using var sender = new Sender();

        (await sender.SendAsync(new Uri(url, UriKind.RelativeOrAbsolute))).ShouldBe(new Rejected(FailureReasons.UrlInvalid));
    }

    [Fact]
    public async Task Finding_6_our_trace_does_not_leave_the_house()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = new Activity("attempt").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("patient", "secret").Start();
        activity.TraceStateString = "posthorn=1";
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        using var sender = new Sender();

        await sender.SendAsync(Sender.Plain(endpoint.Address));

        Activity.Current.ShouldBe(activity);
        var head = endpoint.Requests.Single().Head;
        foreach (var name in (string[])["traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context", "patient"])
        {
            head.ShouldNotContain(name, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Finding_7_A_S13_a_proxy_of_the_environment_is_not_used()
    {
        await using var proxy = RawEndpoint.Start(RawEndpoint.Always(Answer));
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address.Address.ToString(), proxy.Address.Port);
        try
        {
            using var sender = new Sender();
            (await sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_200");
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        (proxy.Connections, endpoint.Connections).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Finding_8_a_connection_is_used_again_for_a_minute_and_no_longer()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        using var sender = new Sender();
        for (var i = 0; i < 5; i++)
        {
            await sender.SendAsync(Sender.Plain(endpoint.Address));
        }

        endpoint.Connections.ShouldBe(1);
        using var handler = GuardedHandler.Create(new EgressOptions(), new SystemNameResolver(), new SocketConnector(), TimeProvider.System);
        handler.PooledConnectionLifetime.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Finding_8_a_new_connection_is_judged_anew()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
        var names = new NamesFrom((_, lookup) => [IPAddress.Parse(lookup == 1 ? "127.0.0.1" : "10.0.0.1")]);
        using var sender = new Sender(Sender.LoopbackAllowed with { ConnectionLifetime = TimeSpan.Zero }, names);

        (await sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_200");
        (await sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Blocked>();
    }

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Http_2_is_spoken_where_tls_negotiates_it(HttpProtocols offered, string spoken)
    {
        using var authority = TestAuthority.Create();
        await using var endpoint = await TestEndpoint.StartAsync(authority.Issue(Sender.Host), offered);
        using var sender = new Sender(Sender.Trusting(authority.Certificate));

        for (var i = 0; i < 3; i++)
        {
            (await sender.SendAsync(Sender.Secure(endpoint.Address), new KeyValuePair<string, string>("webhook-id", "msg_1"))).Code.ShouldBe("answered_204");
        }

        endpoint.Received.Select(request => request.Protocol).Distinct().ShouldBe([spoken]);
        endpoint.Received.Select(request => request.ConnectionId).Distinct().ShouldHaveSingleItem();
        endpoint.Received[0].Headers["webhook-id"].ToString().ShouldBe("msg_1");
        endpoint.Received[0].Headers.ContainsKey("Expect").ShouldBeFalse();
    }

    [Fact]
    public void A_S11_the_handler_is_the_one_that_was_asked_for()
    {
        using var handler = GuardedHandler.Create(new EgressOptions(), new SystemNameResolver(), new SocketConnector(), TimeProvider.System);

        (handler.AllowAutoRedirect, handler.UseProxy, handler.UseCookies).ShouldBe((false, false, false));
        (handler.AutomaticDecompression, handler.ActivityHeadersPropagator).ShouldBe((DecompressionMethods.None, null));
        (handler.ConnectTimeout, handler.PooledConnectionIdleTimeout).ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
        (handler.MaxResponseHeadersLength, handler.MaxResponseDrainSize, handler.MaxConnectionsPerServer).ShouldBe((16, 0, 256));
    }

    [Fact]
    public async Task A_H10_connections_to_one_endpoint_are_capped()
    {
        await using var endpoint = await TestEndpoint.StartAsync();
        using var sender = new Sender(Sender.LoopbackAllowed with { MaxConnectionsPerEndpoint = 4 });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => sender.SendAsync(Sender.Plain(endpoint.Address))));

        endpoint.Received.Count.ShouldBe(100);
        endpoint.Received.Select(request => request.ConnectionId).Distinct().Count().ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Every_outcome_has_a_code_of_its_own()
    {
        AttemptOutcome[] outcomes =
        [
            new Answered(200, null, default, false), new Answered(500, null, default, false), new Answered(999, null, default, false),
            new TimedOut(SendPhases.Connect, false), new TimedOut(SendPhases.Tls, false), new TimedOut(SendPhases.Head, true),
            new TimedOut(SendPhases.Body, true), new Unreachable(FailureReasons.Reset, true), new Blocked(FailureReasons.DestinationNotAllowed),
            new Rejected(FailureReasons.HeaderInvalid), new Crashed(),
        ];

        outcomes.Select(outcome => outcome.Code).ShouldBe(
        [
            "answered_200", "answered_500", "answered_999", "timeout_connect", "timeout_tls", "timeout_head", "timeout_body", "reset",
            "destination_not_allowed", "header_invalid", "outcome_unknown",
        ]);
    }
}
