using System.Text;
using Posthorn.Delivery.Sending;
using Posthorn.Testing;
using Posthorn.Testing.Endpoints;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class HostileAnswerTests : IDisposable
{
    private const int Kept = 16 * 1024;

    private readonly Sender _sender = new();

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task A_H1_a_body_that_drips_is_bounded_by_the_one_deadline()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(clock: clock);
        var gate = new Gate();
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
            await gate.PassAsync(connection.Stop);
        });

        var sending = sender.SendAsync(Sender.Plain(endpoint.Address));
        await gate.Reached;
        clock.Fire(TimeSpan.FromSeconds(30)).ShouldBe(1);

        // The head may not have been read yet when the time is up; it is a timeout either way, and the endpoint has the request.
        (await sending).ShouldBeOfType<TimedOut>().Ambiguous.ShouldBeTrue();
    }

    [Fact]
    public async Task A_H1_finding_4_the_deadline_does_not_end_with_the_head()
    {
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
            await connection.WaitForCloseAsync();
        });

        var outcome = await _sender.SendAsync(Sender.Request(Sender.Plain(endpoint.Address), TimeSpan.FromMilliseconds(500)));

        outcome.ShouldBe(new TimedOut(SendPhases.Body, Ambiguous: true));
    }

    public static TheoryData<string, Func<RawConnection, Task>> EndlessBodies() => new()
    {
        { "without a length", HostileAnswers.EndlessBody },
        { "in chunks", HostileAnswers.EndlessChunks },
    };

    [Theory]
    [MemberData(nameof(EndlessBodies))]
    public async Task A_H2_of_an_endless_body_the_start_is_kept_and_the_connection_is_dropped(string kind, Func<RawConnection, Task> script)
    {
        kind.ShouldNotBeEmpty();
        var hungUp = new Gate();
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            try
            {
                await script(connection);
            }
            finally
            {
                await hungUp.PassAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        });

        var answered = (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>();

        (answered.Status, answered.AnswerHead.Length, answered.Truncated).ShouldBe((200, Kept, true));
        await hungUp.Reached;
    }

    [Theory]
    [InlineData(Kept - 1, Kept - 1, false)]
    [InlineData(Kept, Kept, false)]
    [InlineData(Kept + 1, Kept, true)]
    public async Task A_H2_the_limit_of_what_is_kept_is_exact(int sent, int kept, bool truncated)
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always($"HTTP/1.1 500 X\r\nContent-Length: {sent}\r\n\r\n{new string('x', sent)}"));

        var answered = (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>();

        (answered.Status, answered.AnswerHead.Length, answered.Truncated).ShouldBe((500, kept, truncated));
    }

    [Fact]
    public async Task A_H3_a_gzip_bomb_stays_as_small_as_it_came_and_none_was_asked_for()
    {
        await using var endpoint = RawEndpoint.Start(HostileAnswers.GzipBomb(4 * 1024 * 1024));

        var answered = (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>();

        answered.AnswerHead.Length.ShouldBeLessThanOrEqualTo(Kept);
        answered.AnswerHead.Span[..2].ToArray().ShouldBe([0x1f, 0x8b]);
        endpoint.Requests.Single().Values("Accept-Encoding").ShouldBeEmpty();
    }

    public static TheoryData<string, Func<RawConnection, Task>> EndlessHeads() => new()
    {
        { "headers", HostileAnswers.EndlessHeaders },
        { "one header", HostileAnswers.EndlessHeader },
        { "interim answers", HostileAnswers.EndlessInterimAnswers },
    };

    [Theory]
    [MemberData(nameof(EndlessHeads))]
    public async Task A_H4_F_N13_an_endless_head_ends_at_its_limit(string kind, Func<RawConnection, Task> script)
    {
        kind.ShouldNotBeEmpty();
        await using var endpoint = RawEndpoint.Start(script);

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.AnswerHeadTooLarge, Ambiguous: true));
    }

    [Fact]
    public async Task A_H5_a_cookie_is_not_kept()
    {
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always("HTTP/1.1 200 OK\r\nSet-Cookie: who=you; Path=/\r\nContent-Length: 0\r\n\r\n"));

        await _sender.SendAsync(Sender.Plain(endpoint.Address));
        await _sender.SendAsync(Sender.Plain(endpoint.Address));

        endpoint.Requests[1].Values("Cookie").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_H7_the_body_is_kept_as_the_bytes_that_came()
    {
        const string Nasty = "\r\nline\u001b[31m</script>{{7*7}}\u00e2\u0080\u00ae\0end";
        await using var endpoint = RawEndpoint.Start(RawEndpoint.Always($"HTTP/1.1 400 X\r\nContent-Length: {Nasty.Length}\r\n\r\n{Nasty}"));

        var answered = (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBeOfType<Answered>();

        Encoding.Latin1.GetString(answered.AnswerHead.Span).ShouldBe(Nasty);
        answered.ToString().ShouldNotContain("script");
    }
}
