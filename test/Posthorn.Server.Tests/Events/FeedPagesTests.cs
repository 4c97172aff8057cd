using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Events;
using Posthorn.Testing;

namespace Posthorn.Server.Tests.Events;

public sealed class FeedPagesTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);
    private static readonly EventView[] Something = [new(default, 6, 1, "a", Subject: null, Data: default, OccurredAt: default, AcceptedAt: default)];

    private readonly FeedReaders _readers = new();
    private readonly HandFiredClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task What_is_committed_while_it_looks_is_looked_for_again()
    {
        ScriptedHistory? history = null;
        history = new(() =>
        {
            if (history!.Looks > 1)
            {
                return Something;
            }

            // Just behind the snapshot of this look.
            _readers.Committed(1);
            return [];
        });

        (await ReadAsync(history, Wait)).ShouldBe(Something);

        history.Looks.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_time_is_over_it_looks_once_more()
    {
        IReadOnlyList<EventView> found = [];
        var history = new ScriptedHistory(() => found);
        var reading = ReadAsync(history, Wait);
        await _clock.WhenSet(Wait);
        found = Something;

        _clock.Fire(Wait);

        (await reading).ShouldBe(Something);
    }

    [Fact]
    public async Task Who_was_woken_in_vain_goes_on_waiting()
    {
        var (found, looked) = (Array.Empty<EventView>(), new SemaphoreSlim(0));
        var history = new ScriptedHistory(() =>
        {
            looked.Release();
            return found;
        });
        var reading = ReadAsync(history, Wait);
        await looked.WaitAsync();
        _readers.Committed(1);
        await looked.WaitAsync();
        reading.IsCompleted.ShouldBeFalse();
        found = Something;
        _readers.Committed(1);

        (await reading).ShouldBe(Something);
    }

    [Fact]
    public async Task Who_would_have_to_wait_where_too_many_do_gets_nothing_and_no_page()
    {
        using var other = _readers.TryEnter(2, 0, most: 1);

        (await ReadAsync(new(static () => []), Wait, most: 1)).ShouldBeNull();
        (await ReadAsync(new(static () => Something), Wait, most: 1)).ShouldBe(Something);
        (await ReadAsync(new(static () => []), TimeSpan.Zero, most: 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_left_behind_however_it_ends()
    {
        _ = await Should.ThrowAsync<StoreUnavailableException>(() => ReadAsync(new(static () => throw new StoreUnavailableException("away")), Wait));
        _ = await ReadAsync(new(static () => Something), Wait);

        _readers.Count.ShouldBe(0);
    }

    private Task<IReadOnlyList<EventView>?> ReadAsync(ScriptedHistory history, TimeSpan wait, int most = 10) =>
        new FeedPages(history, _readers, new() { Storage = "sqlite:none", MaxWaitingReaders = most }, _clock).ReadAsync(1, 5, 100, wait, CancellationToken.None).AsTask();
}
