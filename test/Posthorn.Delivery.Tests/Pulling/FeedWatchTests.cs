using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Pulling;
using Posthorn.Testing;

namespace Posthorn.Delivery.Tests.Pulling;

public sealed class FeedWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly FeedReaders _readers = new();
    private readonly HandFiredClock _clock = new(Noon);
    private readonly ScriptedNews _news = new();
    private readonly FeedWatch _watch;

    public FeedWatchTests() => _watch = new(_readers, _clock, NullLogger<FeedWatch>.Instance, _news);

    [Fact]
    public async Task What_another_node_has_stored_wakes_those_who_wait_for_it()
    {
        using var reader = Enter(1, after: 5);
        using var other = Enter(2, after: 5);
        var (sleep, others) = (Sleep(reader), Sleep(other));
        (_news.End, _news.With) = (8, [1]);

        await LookAsync();

        (await sleep).ShouldBeTrue();
        others.IsCompleted.ShouldBeFalse();
        _news.Asked.ShouldHaveSingleItem().ShouldBe((8L, Noon.AddHours(-1), "1>5 2>5"));
    }

    [Fact]
    public async Task While_the_log_stands_still_only_those_who_came_since_are_asked_for()
    {
        using var reader = Enter(1);
        _ = Sleep(reader);
        await LookAsync();
        await LookAsync();
        using var late = Enter(2);
        _ = Sleep(late);
        await LookAsync();
        await LookAsync();

        _news.Asked.Select(static one => one.Places).ShouldBe(["1>0", "2>0"]);
    }

    [Fact]
    public async Task When_the_log_has_moved_everybody_who_sleeps_is_asked_for()
    {
        using var reader = Enter(1);
        using var late = Enter(2);
        _ = (Sleep(reader), Sleep(late));
        await LookAsync();
        late.Rise();
        _news.End = 9;
        await LookAsync();

        _news.Asked.Select(static one => one.Places).ShouldBe(["1>0 2>0", "1>0"]);
    }

    [Fact]
    public async Task Whoever_was_woken_too_early_is_asked_for_again()
    {
        using var reader = Enter(1);
        var early = Sleep(reader);
        _readers.Committed(1);
        (await early).ShouldBeTrue();
        reader.Rise();
        var sleep = Sleep(reader);
        _news.With = [1];

        await LookAsync();

        (await sleep).ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_look_that_failed_everybody_is_asked_for_again()
    {
        using var reader = Enter(1);
        var sleep = Sleep(reader);
        _news.Breaks = true;
        await LookAsync();
        (_news.Breaks, _news.With) = (false, [1]);

        await LookAsync();

        (await sleep).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_nobody_waits_nothing_is_asked()
    {
        using var stop = new CancellationTokenSource();
        var running = _watch.RunAsync(stop.Token);
        _clock.Fire(FeedWatch.LookEvery).ShouldBe(1);
        await stop.CancelAsync();
        await running;

        _news.Looks.ShouldBe(0);
    }

    private FeedReader Enter(long partnerKey, long after = 0) => _readers.TryEnter(partnerKey, after, most: 10).ShouldNotBeNull();

    private Task<bool> Sleep(FeedReader reader) => reader.SleepAsync(TimeSpan.FromMinutes(1), _clock, CancellationToken.None);

    private ValueTask LookAsync() => _watch.LookAsync(CancellationToken.None);
}
