using Posthorn.Delivery.Pulling;
using Posthorn.Testing;

namespace Posthorn.Delivery.Tests.Pulling;

public sealed class FeedReadersTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly FeedReaders _readers = new();
    private readonly HandFiredClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_commit_wakes_all_who_wait_for_its_partner_and_nobody_else()
    {
        using var one = Enter(1);
        using var other = Enter(1);
        using var foreign = Enter(2);
        var (first, second, third) = (Sleep(one), Sleep(other), Sleep(foreign));

        _readers.Committed(1);

        (await first, await second).ShouldBe((true, true));
        third.IsCompleted.ShouldBeFalse();
        _readers.Close();
        (await third).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_committed_between_rising_and_sleeping_is_not_slept_over()
    {
        using var reader = Enter(1);
        reader.Rise();
        _readers.Committed(1);

        (await Sleep(reader)).ShouldBeTrue();

        // It has looked by now; only what comes from here on wakes it again.
        reader.Rise();
        var again = Sleep(reader);
        again.IsCompleted.ShouldBeFalse();
        _readers.Committed(1);
        (await again).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sleep_ends_when_its_time_is_over()
    {
        using var reader = Enter(1);
        var sleep = Sleep(reader);
        await _clock.WhenSet(Long);

        _clock.Fire(Long).ShouldBe(1);

        (await sleep).ShouldBeFalse();
        (await reader.SleepAsync(TimeSpan.FromSeconds(-1), _clock, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_goes_away_ends_its_sleep()
    {
        using var gone = new CancellationTokenSource();
        using var reader = Enter(1);
        var sleep = reader.SleepAsync(Long, _clock, gone.Token);

        await gone.CancelAsync();

        _ = await Should.ThrowAsync<OperationCanceledException>(() => sleep);
    }

    [Fact]
    public async Task Once_it_is_closed_nobody_sleeps_any_more()
    {
        _readers.Close();
        using var late = Enter(1);

        (await Sleep(late)).ShouldBeFalse();
    }

    [Fact]
    public void No_more_may_wait_than_are_let_in_and_who_leaves_makes_room()
    {
        var one = _readers.TryEnter(1, 0, most: 2).ShouldNotBeNull();
        using var two = _readers.TryEnter(2, 0, most: 2).ShouldNotBeNull();
        _readers.TryEnter(3, 0, most: 2).ShouldBeNull();

        one.Dispose();
        one.Dispose();

        _readers.Count.ShouldBe(1);
        using var three = _readers.TryEnter(3, 0, most: 2).ShouldNotBeNull();
        _readers.Count.ShouldBe(2);
    }

    [Fact]
    public void Sleepers_are_told_once_as_new_and_always_among_all_from_the_lowest_place_of_their_partner()
    {
        using var ahead = Enter(1, after: 9);
        using var behind = Enter(1, after: 4);
        using var foreign = Enter(2, after: 7);
        _ = (Sleep(ahead), Sleep(behind), Sleep(foreign));

        _readers.Sleeping(all: false).ShouldBe([new(1, 4), new(2, 7)], ignoreOrder: true);
        _readers.Sleeping(all: false).ShouldBeEmpty();
        _readers.Sleeping(all: true).ShouldBe([new(1, 4), new(2, 7)], ignoreOrder: true);

        behind.Rise();
        _readers.Sleeping(all: true).ShouldBe([new(1, 9), new(2, 7)], ignoreOrder: true);
        _ = Sleep(behind);
        _readers.Sleeping(all: false).ShouldBe([new(1, 4)]);
    }

    private FeedReader Enter(long partnerKey, long after = 0) => _readers.TryEnter(partnerKey, after, most: 10).ShouldNotBeNull();

    private Task<bool> Sleep(FeedReader reader) => reader.SleepAsync(Long, _clock, CancellationToken.None);
}
