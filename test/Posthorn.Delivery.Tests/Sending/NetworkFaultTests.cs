using Posthorn.Delivery.Sending;
using Posthorn.Testing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Faults;
using static Posthorn.Delivery.Sending.AttemptOutcome;

namespace Posthorn.Delivery.Tests.Sending;

public sealed class NetworkFaultTests : IAsyncLifetime
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private readonly RawEndpoint _endpoint = RawEndpoint.Start(RawEndpoint.Always(Answer));
    private readonly FaultProxy _proxy;
    private readonly Sender _sender = new();

    public NetworkFaultTests() => _proxy = FaultProxy.Start(_endpoint.Address);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _proxy.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task F_N3_an_answer_that_comes_within_the_limit_counts()
    {
        var gate = new Gate();
        _proxy.Next(new Fault { HoldAnswer = gate });

        var sending = SendAsync();
        await gate.Reached;
        gate.Open();

        (await sending).ShouldBeOfType<Answered>().Status.ShouldBe(200);
    }

    [Fact]
    public async Task F_N3_F_N5_an_answer_that_does_not_come_within_the_limit_is_a_timeout_in_the_head_and_ambiguous()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(clock: clock);
        var gate = new Gate();
        _proxy.Next(new Fault { HoldAnswer = gate });

        var sending = sender.SendAsync(Sender.Plain(_proxy.Address));
        await gate.Reached;
        clock.Fire(TimeSpan.FromSeconds(30)).ShouldBe(1);

        (await sending).ShouldBe(new TimedOut(SendPhases.Head, Ambiguous: true));
    }

    [Fact]
    public async Task F_N4_an_upload_that_crawls_is_bounded_by_the_deadline()
    {
        await using var endpoint = RawEndpoint.Start(connection => new Gate().PassAsync(connection.Stop));
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(clock: clock);
        var large = new OutgoingRequest
        {
            Url = Sender.Plain(endpoint.Address),
            Body = new byte[32 * 1024 * 1024],
            Headers = [],
            Deadline = TimeSpan.FromSeconds(30),
        };

        var sending = sender.SendAsync(large);
        await endpoint.Connected;
        clock.Fire(TimeSpan.FromSeconds(30)).ShouldBe(1);

        (await sending).ShouldBeOfType<TimedOut>();
    }

    [Fact]
    public async Task F_N6_a_reset_before_tls_is_done_is_not_ambiguous()
    {
        _proxy.Next(new Fault { ResetAfterRequestBytes = 1 });

        var outcome = await _sender.SendAsync(Sender.Secure(_proxy.Address));

        outcome.ShouldBe(new Unreachable(FailureReasons.Reset, Ambiguous: false));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    public async Task F_N6_a_reset_during_the_request_is_ambiguous(long bytes)
    {
        _proxy.Next(new Fault { ResetAfterRequestBytes = bytes });

        (await SendAsync()).ShouldBe(new Unreachable(FailureReasons.Reset, Ambiguous: true));
    }

    [Fact]
    public async Task F_N6_a_reset_after_the_request_is_ambiguous()
    {
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.Reset, Ambiguous: true));
    }

    [Fact]
    public async Task F_N7_a_close_that_does_not_come_is_not_waited_for()
    {
        var gate = new Gate();
        _proxy.Next(new Fault { HoldClose = gate });

        (await SendAsync()).ShouldBeOfType<Answered>().Truncated.ShouldBeFalse();
        gate.Reached.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task F_N8_an_answer_in_packets_of_one_byte_is_an_answer()
    {
        _proxy.Next(new Fault { Slice = true });

        var answered = (await SendAsync()).ShouldBeOfType<Answered>();

        (answered.Status, answered.Truncated).ShouldBe((200, false));
        answered.AnswerHead.ToArray().ShouldBe("hello"u8.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task F_N9_a_cut_in_the_head_is_ambiguous(long bytes)
    {
        _proxy.Next(new Fault { CutAfterAnswerBytes = bytes });

        (await SendAsync()).ShouldBe(new Unreachable(FailureReasons.Closed, Ambiguous: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F_N9_a_cut_in_the_body_leaves_the_status_to_decide(bool byReset)
    {
        var bytes = Answer.Length - 2;
        _proxy.Next(byReset ? new Fault { ResetAfterAnswerBytes = bytes } : new Fault { CutAfterAnswerBytes = bytes });

        var answered = (await SendAsync()).ShouldBeOfType<Answered>();

        (answered.Status, answered.Truncated).ShouldBe((200, true));
    }

    [Fact]
    public async Task F_N10_a_request_on_a_connection_that_died_in_silence_is_ambiguous_and_sent_once()
    {
        var clock = new HandFiredClock(DateTimeOffset.UnixEpoch);
        using var sender = new Sender(clock: clock);
        _proxy.Next(new Fault { SilentAfterAnswerBytes = Answer.Length });
        await sender.SendAsync(Sender.Plain(_proxy.Address));

        var sending = sender.SendAsync(Sender.Request(Sender.Plain(_proxy.Address), TimeSpan.FromSeconds(29)));
        await clock.WhenSet(TimeSpan.FromSeconds(29));
        clock.Fire(TimeSpan.FromSeconds(29));

        (await sending).ShouldBe(new TimedOut(SendPhases.Head, Ambiguous: true));
        (_proxy.Connections, sender.Resent).ShouldBe((1, 0));
    }

    [Fact]
    public async Task F_N10_a_connection_that_the_endpoint_closes_under_the_request_is_ambiguous_and_the_request_is_not_sent_again()
    {
        await using var endpoint = RawEndpoint.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(Answer);
            await connection.ReadRequestAsync();
        });
        await _sender.SendAsync(Sender.Plain(endpoint.Address));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).ShouldBe(new Unreachable(FailureReasons.Closed, Ambiguous: true));

        (endpoint.Connections, endpoint.Requests.Count).ShouldBe((1, 2));
        _sender.Resent.ShouldBe(0);
    }

    [Fact]
    public async Task F_N22_a_redirect_is_an_answer_and_is_not_followed()
    {
        await using var target = RawEndpoint.Start(RawEndpoint.Always(Answer));
        await using var endpoint = RawEndpoint.Start(
            RawEndpoint.Always($"HTTP/1.1 301 Moved\r\nLocation: {Sender.Plain(target.Address)}\r\nContent-Length: 0\r\n\r\n"));

        (await _sender.SendAsync(Sender.Plain(endpoint.Address))).Code.ShouldBe("answered_301");

        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_during_the_attempt_is_thrown_since_nobody_knows_what_became_of_it()
    {
        using var stop = new CancellationTokenSource();
        var gate = new Gate();
        _proxy.Next(new Fault { HoldAnswer = gate });

        var sending = _sender.SendAsync(Sender.Request(Sender.Plain(_proxy.Address)), stop.Token);
        await gate.Reached;
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    private Task<AttemptOutcome> SendAsync() => _sender.SendAsync(Sender.Plain(_proxy.Address));
}
