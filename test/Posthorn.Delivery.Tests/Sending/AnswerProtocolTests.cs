using Posthorn.Delivery.Sending;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class AnswerProtocolTests : IDisposable
{
    private readonly Sender _sender = new();

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task F_N13_some_interim_answers_are_passed_over()
    {
        await using var endpoint = RawEndpoint.Start(
            RawEndpoint.Always("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_204");

        endpoint.Requests.Single().Values("Expect").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hello\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\r\n\r\n")]
    public async Task F_N14_an_answer_against_the_protocol_is_a_failure_and_its_connection_is_not_used_again(string answer)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(answer));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.ProtocolError, Ambiguous: true));
        await _sender.SendAsync(Sender.Plain(endpoint.Address));

        endpoint.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\nhello", 204)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n", 200)]
    public async Task F_N14_what_follows_an_answer_is_never_taken_for_the_next_one(string answer, int status)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always(answer));

        for (var i = 0; i < 2; i++)
        {
            (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>().Status.ShouldBe(status);
        }

        endpoint.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(421)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    [InlineData(999)]
    public async Task F_N15_finding_5_every_status_is_an_answer_and_none_is_followed(int status)
    {
        await using var target = RawEndpoint.Start(RawEndpoint.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        await using var endpoint = RawEndpoint.Start(
            RawEndpoint.Always($"HTTP/1.1 {status} X\r\nLocation: {Sender.Plain(target.Address)}\r\nContent-Length: 0\r\n\r\n"));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>().Status.ShouldBe(status);

        (endpoint.Requests.Count, target.Connections).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//127.0.0.1/x")]
    public async Task A_S9_a_redirect_leads_nowhere(string location)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always($"HTTP/1.1 307 X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_307");

        endpoint.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task F_N15_switching_protocols_is_an_answer_without_a_body()
    {
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
            await connection.WaitForCloseAsync();
        });

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_101");
    }
}
