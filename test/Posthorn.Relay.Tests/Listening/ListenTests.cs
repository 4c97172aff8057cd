using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Tests.Running;
using Posthorn.Testing.Faults;

namespace Posthorn.Relay.Tests.Listening;

public sealed class ListenTests
{
    [Fact]
    public async Task Who_was_away_catches_up_first_and_then_tails()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await relay.PostNumbersAsync(1, 5);

        await using (var listener = ListenerBed.Start(relay, target.Url))
        {
            (await listener.Watch.UntilAsync("connected")).ShouldBe("connected 5");
            await target.UntilAsync(5);
            await relay.PostNumbersAsync(6, 5);
            await target.UntilAsync(10);
        }

        await relay.PostNumbersAsync(11, 5);
        await using (var again = ListenerBed.Start(relay, target.Url))
        {
            await target.UntilAsync(15);
        }

        target.Numbers.ShouldBe(Enumerable.Range(1, 15));
    }

    [Fact]
    public async Task Every_listener_gets_everything_and_none_waits_for_another()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var fast = await WatchedTarget.StartAsync();
        using var away = BlackHole.Open();
        await using var stuck = ListenerBed.Start(relay, new($"http://{away.Address}/"), relay.Listening("stuck"));
        await using var first = ListenerBed.Start(relay, fast.Url, relay.Listening("first"));
        await using var second = ListenerBed.Start(relay, fast.Url, relay.Listening("second"));

        await relay.PostNumbersAsync(1, 200);
        await fast.UntilAsync(400);

        fast.Numbers.Order().ShouldBe(Enumerable.Range(1, 200).SelectMany(static one => new[] { one, one }));
        stuck.Watch.All.ShouldNotContain(static told => told.StartsWith("forwarded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_answered_is_tried_again_and_what_came_later_waits()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var proxy = FaultProxy.Start(System.Net.IPEndPoint.Parse(target.Url.Authority));
        proxy.Down();
        await using var listener = ListenerBed.Start(relay, new($"http://{proxy.Address}/hook"));
        await relay.PostNumbersAsync(1, 3);

        (await listener.Watch.UntilAsync("postponed")).ShouldBe("postponed 1 connect_refused");
        proxy.Up();
        await target.UntilAsync(3);

        target.Numbers.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task An_answer_of_any_status_counts_as_delivered()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        target.Status = 500;
        await using var listener = ListenerBed.Start(relay, target.Url);

        await relay.PostNumbersAsync(1, 2);

        (await listener.Watch.UntilAsync("forwarded 2")).ShouldBe("forwarded 2 500");
        target.Numbers.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_goes_on_with_the_next()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var proxy = FaultProxy.Start(System.Net.IPEndPoint.Parse(target.Url.Authority));
        proxy.Next(new Fault { ResetAfterRequestBytes = 0 });
        await using var listener = ListenerBed.Start(relay, new($"http://{proxy.Address}/hook"), relay.Listening() with { Retry = false });

        await relay.PostNumbersAsync(1, 2);

        (await listener.Watch.UntilAsync("forwarded 1")).ShouldNotBe("forwarded 1 204");
        (await listener.Watch.UntilAsync("forwarded 2")).ShouldBe("forwarded 2 204");
    }

    [Fact]
    public async Task A_wrong_token_ends_it()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var listener = ListenerBed.Start(relay, relay.Url, relay.Listening() with { Token = "a-token-that-nobody-gave-out-here" });

        (await listener.Ended.WaitAsync(Patience.Long)).ShouldBe(ListenEnd.Refused);
    }

    [Fact]
    public async Task A_relay_that_never_answers_ends_it()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var proxy = FaultProxy.Start(relay.Address);
        proxy.Down();
        await using var listener = ListenerBed.Start(relay, relay.Url, relay.Listening(through: proxy.Address) with { FirstTries = 2 });

        (await listener.Ended.WaitAsync(Patience.Long)).ShouldBe(ListenEnd.NeverReached);
    }

    [Fact]
    public async Task A_private_address_that_nobody_opened_is_not_forwarded_to()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var listener = ListenerBed.Start(relay, new("http://10.1.2.3/hook"));
        await relay.PostNumbersAsync(1, 1);

        (await listener.Ended.WaitAsync(Patience.Long)).ShouldBe(ListenEnd.NotAllowed);
    }

    [Fact]
    public async Task The_later_of_two_listeners_of_one_name_stays()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var former = ListenerBed.Start(relay, target.Url);
        _ = await former.Watch.UntilAsync("connected");

        using var cursor = CursorFile.Open(Path.Combine(relay.Folder, "elsewhere.cursor"));
        using var forward = new HttpTarget(target.Url, keepPath: false, Patience.Long, relay.Listening().Egress, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        using var later = new RunningListener(relay.Listening(), cursor, forward, new ToldWatch(), new(2), TimeProvider.System);
        var running = later.RunAsync(stop.Token);

        (await former.Ended.WaitAsync(Patience.Long)).ShouldBe(ListenEnd.Replaced);
        await relay.PostNumbersAsync(1, 1);
        await target.UntilAsync(1);
        await stop.CancelAsync();
        (await running).ShouldBe(ListenEnd.Stopped);
    }

    [Fact]
    public async Task A_relay_that_falls_silent_is_noticed_and_dialled_again()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var proxy = FaultProxy.Start(relay.Address);
        proxy.Next(new Fault { SilentAfterAnswerBytes = 400 });
        var options = relay.Listening(through: proxy.Address) with { KeepAlive = TimeSpan.FromMilliseconds(500) };
        await using var listener = ListenerBed.Start(relay, target.Url, options);

        await relay.PostNumbersAsync(1, 20);
        await target.UntilAsync(20);

        target.Numbers.ShouldBe(Enumerable.Range(1, 20));
        proxy.Connections.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_store_that_is_another_one_begins_at_its_beginning()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await relay.PostNumbersAsync(1, 3);
        await using (var listener = ListenerBed.Start(relay, target.Url))
        {
            await target.UntilAsync(3);
            _ = await listener.Watch.UntilAsync("forwarded 3");
        }

        await relay.Relay.DisposeAsync();
        File.Delete(relay.Database);
        await relay.StartAgainAsync();
        await relay.PostNumbersAsync(4, 1);
        await using (var listener = ListenerBed.Start(relay, target.Url))
        {
            _ = await listener.Watch.UntilAsync("other store");
            await target.UntilAsync(4);
        }

        target.Numbers.ShouldBe([1, 2, 3, 4]);
    }
}
