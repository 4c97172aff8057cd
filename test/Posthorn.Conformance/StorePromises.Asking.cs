using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance;

/// <summary>What the engine asks of a store, in the short form that promises are written in.</summary>
public abstract partial class StorePromises
{
    private protected const int NoLimit = 1_000;

    private protected static AttemptOutcome Ok { get; } = Answered(200);

    private protected static AttemptOutcome Down { get; } = Answered(503);

    private protected static AttemptOutcome Crashed { get; } = new AttemptOutcome.Crashed();

    private protected static NextStep Dead { get; } = new NextStep.DeadLetter("exhausted");

    private protected static AttemptOutcome Answered(int status) => new AttemptOutcome.Answered(status, RetryAfter: null, AnswerHead: default, Truncated: false);

    private protected NextStep Again(TimeSpan? after = null, bool charged = true) => new NextStep.RetryAt(Now + (after ?? TimeSpan.Zero), charged);

    /// <summary>An event as intake prepares it, for the one endpoint unless others are named.</summary>
    private protected EventToStore AnEvent(
        bool claimed = false, string? key = null, string fingerprint = "f", string data = "{}", string type = "session.completed", IReadOnlyList<Endpoint>? to = null) => new()
        {
            Id = EventId.New(Now),
            Partner = to is [var first, ..] ? first.Partner : Partner,
            Type = type,
            Subject = "ses_1",
            Data = System.Text.Encoding.UTF8.GetBytes(data),
            OccurredAt = Now,
            AcceptedAt = Now,
            IdempotencyKey = key,
            Fingerprint = System.Text.Encoding.UTF8.GetBytes(fingerprint),
            Deliveries = [.. (to ?? [Endpoint]).Select(endpoint => new DeliveryToStore(DeliveryId.New(Now), endpoint, BodyHash: 4711, claimed))],
        };

    private protected async Task<StoredEvent> Append(EventToStore item) => (await Node.Log.AppendAsync(item)).ShouldBeOfType<Appended.Stored>().Event;

    /// <summary>Stores so many events that are due, in one commit.</summary>
    private protected async Task<IReadOnlyList<StoredEvent>> Append(int count, IReadOnlyList<Endpoint>? to = null) =>
        [.. (await Node.Log.AppendAsync([.. Enumerable.Range(0, count).Select(_ => AnEvent(to: to))])).Select(static one => ((Appended.Stored)one).Event)];

    private protected ValueTask<Claim> Claim(
        int limit = NoLimit, int bytes = int.MaxValue, DateTimeOffset? dueBy = null, DateTimeOffset? changedBefore = null, Endpoint? of = null) =>
        Node.Lanes.ClaimAsync(new((of ?? Endpoint).Key, limit, bytes, dueBy ?? Now, changedBefore), Now);

    private protected async Task<DueDelivery> ClaimOne() => (await Claim()).Deliveries.ShouldHaveSingleItem();

    /// <summary>Stores one event and claims its delivery.</summary>
    private protected async Task<DueDelivery> AppendAndClaim()
    {
        _ = await Append(1);
        return await ClaimOne();
    }

    private protected ValueTask<Settled> Settle(DueDelivery delivery, AttemptOutcome outcome, NextStep next, EventToStore? announcement = null) =>
        Node.Lanes.SettleAsync(new(delivery, new(AttemptId.New(Now), Now, TimeSpan.FromMicroseconds(1_500), outcome), next, Now, announcement));

    private protected ValueTask<Settled> Deliver(DueDelivery delivery) => Settle(delivery, Ok, NextStep.Delivered.Instance);

    /// <summary>Ends a delivery that waited, as nobody's attempt.</summary>
    private protected ValueTask<Settled> End(DueDelivery delivery) =>
        Node.Lanes.SettleAsync(new(delivery, Attempt: null, new NextStep.DeadLetter("horizon_passed"), Now));

    /// <summary>Settles all that nodes held when they died, as recovery does, until there is no more.</summary>
    private protected async Task<IReadOnlyList<Orphan>> Recover(Func<DueDelivery, NextStep>? next = null)
    {
        var all = new List<Orphan>();
        while (await Node.Lanes.OrphansAsync() is { Count: > 0 } found)
        {
            foreach (var orphan in found)
            {
                (await Settle(orphan.Delivery, Crashed, next?.Invoke(orphan.Delivery) ?? Again())).Held.ShouldBeTrue("an orphan is found until it is settled, and not again");
                all.Add(orphan);
            }
        }

        return all;
    }

    private protected async Task<DeliveryView> View(DeliveryId id) => (await Node.History.FindDeliveryAsync(id, CancellationToken.None)).ShouldNotBeNull();

    private protected ValueTask<IReadOnlyList<AttemptView>> Attempts(DeliveryId id) => Node.History.AttemptsAsync(id, CancellationToken.None);

    /// <summary>All deliveries of the partner, in the order of the log.</summary>
    private protected async Task<IReadOnlyList<DeliveryView>> Views()
    {
        var all = new List<DeliveryView>();
        long? before = null;
        do
        {
            var page = await Node.History.ListDeliveriesAsync(new(Partner.Key, null, null, before, 500), CancellationToken.None);
            all.AddRange(page.Deliveries);
            before = page.Next;
        }
        while (before is not null);

        return [.. all.OrderBy(static one => one.EventSequence).ThenBy(static one => one.EndpointKey)];
    }

    /// <summary>All events of a partner, as a reader of the feed gets them.</summary>
    private protected async Task<IReadOnlyList<EventView>> Feed(long? partnerKey = null)
    {
        var all = new List<EventView>();
        while (await Node.History.FeedAsync(partnerKey ?? Partner.Key, all is [.., var last] ? last.Sequence : 0, 500, CancellationToken.None) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
