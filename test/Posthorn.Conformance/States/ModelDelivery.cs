using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Conformance.States;

/// <summary>A delivery as it must be, by the rules alone: no rows, no statements, no time but that of the calls.</summary>
internal sealed class ModelDelivery
{
    private int _moves;

    public required DeliveryId Id { get; init; }

    public required long EndpointKey { get; init; }

    public DeliveryState State { get; private set; }

    public bool IsHeld { get; private set; }

    public long Holder { get; private set; }

    public int Attempts { get; private set; }

    public int Uncounted { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public string? LastOutcome { get; private set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>What is known of each attempt, by its number.</summary>
    public SortedDictionary<int, string> Known { get; } = [];

    public bool Waits => State == DeliveryState.Pending && !IsHeld;

    /// <summary>How often it was claimed or replayed: what was found before has not stayed as it was found.</summary>
    public int Moves => _moves;

    public static ModelDelivery Stored(DeliveryId id, long endpointKey, DateTimeOffset now, long? holder)
    {
        var made = new ModelDelivery { Id = id, EndpointKey = endpointKey, ChangedAt = now, DueAt = now };
        if (holder is { } name)
        {
            made.Claim(name, now);
        }

        return made;
    }

    public void Claim(long holder, DateTimeOffset now)
    {
        (IsHeld, Holder, DueAt, ChangedAt) = (true, holder, null, now);
        Attempts++;
        _moves++;
    }

    public bool IsHeldBy(DueDelivery claim) => IsHeld && Attempts == claim.Attempt && Holder == claim.Holder;

    /// <returns>Whether the claim was held.</returns>
    public bool Settle(DueDelivery claim, AttemptOutcome outcome, NextStep next, DateTimeOffset now)
    {
        var held = IsHeldBy(claim);
        if (held)
        {
            Step(next, now);
            var reason = (next as NextStep.DeadLetter)?.Reason ?? (next as NextStep.Cancelled)?.Reason;
            LastOutcome = outcome is AttemptOutcome.Crashed ? reason ?? outcome.Code : outcome.Code;
        }
        else if (next is NextStep.Delivered && State == DeliveryState.Pending)
        {
            Step(next, now);
            LastOutcome = outcome.Code;
        }

        if (Known.GetValueOrDefault(claim.Attempt) is null or "outcome_unknown")
        {
            Known[claim.Attempt] = outcome.Code;
        }

        return held;
    }

    /// <summary>Ends it as it waited, without an attempt.</summary>
    public void End(string reason, DateTimeOffset now)
    {
        Step(new NextStep.DeadLetter(reason), now);
        LastOutcome = reason;
    }

    public void Release(DateTimeOffset now)
    {
        (IsHeld, DueAt, ChangedAt) = (false, now, now);
        Attempts--;
    }

    public void Replay(DateTimeOffset now)
    {
        (State, DueAt, ChangedAt, Uncounted) = (DeliveryState.Pending, now, now, Attempts);
        _moves++;
    }

    private void Step(NextStep next, DateTimeOffset now)
    {
        (IsHeld, DueAt, ChangedAt) = (false, null, now);
        State = next switch
        {
            NextStep.Delivered => DeliveryState.Delivered,
            NextStep.DeadLetter => DeliveryState.Dead,
            NextStep.Cancelled => DeliveryState.Cancelled,
            _ => DeliveryState.Pending,
        };
        if (next is NextStep.RetryAt retry)
        {
            DueAt = retry.DueAt;
            Uncounted += retry.Charged ? 0 : 1;
        }
    }
}
