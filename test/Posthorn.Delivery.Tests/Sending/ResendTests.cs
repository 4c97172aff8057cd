using System.Net.Security;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Certificates;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>F-N10: when the platform sends a request a second time by itself. Only where HTTP/2 says that the first was not looked at.</summary>
public sealed class ResendTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly Sender _sender;

    public ResendTests() => _sender = new Sender(Sender.Trusting(_authority.Certificate));

    public void Dispose()
    {
        _sender.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task F_N10_a_refused_stream_is_sent_again_and_counted()
    {
        await using var endpoint = Start(async http2 =>
        {
            await http2.RefuseAsync(await http2.NextStreamAsync());
            await http2.AnswerAsync(await http2.NextStreamAsync());
        });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).Code.ShouldBe("answered_200");

        _sender.Resent.ShouldBe(1);
    }

    [Fact]
    public async Task F_N10_a_request_that_a_leaving_server_did_not_look_at_is_sent_again_and_counted()
    {
        var connections = 0;
        await using var endpoint = Start(async http2 =>
        {
            var stream = await http2.NextStreamAsync();
            await (Interlocked.Increment(ref connections) == 1 ? http2.GoAwayAsync(last: 0) : http2.AnswerAsync(stream));
        });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).Code.ShouldBe("answered_200");

        (endpoint.Connections, _sender.Resent).ShouldBe((2, 1));
    }

    [Fact]
    public async Task F_N10_a_stream_that_failed_for_another_reason_is_ambiguous_and_not_sent_again()
    {
        await using var endpoint = Start(async http2 => await http2.FailAsync(await http2.NextStreamAsync()));

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.ProtocolError, Ambiguous: true));

        (endpoint.Connections, _sender.Resent).ShouldBe((1, 0));
    }

    [Fact]
    public async Task F_N10_a_server_that_refuses_for_ever_is_not_asked_for_ever()
    {
        await using var endpoint = Start(async http2 =>
        {
            while (true)
            {
                await http2.RefuseAsync(await http2.NextStreamAsync());
            }
        });

        (await _sender.SendAsync(Sender.Secure(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.ProtocolError, Ambiguous: true));
    }

    private RawEndpoint Start(Func<Http2Script, Task> script)
        => RawEndpoint.Start(
            async connection =>
            {
                var http2 = new Http2Script(connection);
                await http2.BeginAsync();
                await script(http2);
                await connection.WaitForCloseAsync();
            },
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(_authority.Issue(Sender.Host), additionalCertificates: null, offline: true),
                ApplicationProtocols = [SslApplicationProtocol.Http2],
            });
}
