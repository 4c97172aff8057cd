using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Records an attempt and what follows from it.</summary>
internal static class Settling
{
    private const string Unknown = "outcome_unknown";

    public static Settled Settle(Tables tables, Settlement settlement, long term)
    {
        if (tables.Find(settlement.Delivery.Id) is not { } row)
        {
            return new(Held: false, Announced: null);
        }

        var delivery = settlement.Delivery;
        var held = settlement.Attempt is null ? Fence.Waits(row, delivery) : Fence.Holds(tables, row, delivery);
        if (held || (tables.Flaws.HasFlag(Flaws.LateFailureStands) && settlement.Attempt is not null && settlement.Next is not NextStep.Delivered))
        {
            var cause = settlement.Attempt is null ? Cause.Expired : settlement.Attempt.Outcome is AttemptOutcome.Crashed ? Cause.Recovered : Cause.Settled;
            tables.Put(Written(row, settlement) with { Attempts = delivery.Attempt }, cause);
        }
        else if (settlement.Next is NextStep.Delivered && row.State == DeliveryState.Pending)
        {
            tables.Put(Written(row, settlement), Cause.SettledLate);
        }

        if (settlement.Attempt is { } attempt)
        {
            Keep(tables, settlement, attempt);
        }

        return new(held, held && settlement.Announcement is { } news ? Appending.Append(tables, news, term, tables.NextPlace(), former: null) : null);
    }

    private static DeliveryRow Written(DeliveryRow row, Settlement settlement)
    {
        (DeliveryState State, DateTimeOffset? Due, int Uncounted, string? Reason) next = settlement.Next switch
        {
            NextStep.Delivered => (DeliveryState.Delivered, null, row.Uncounted, null),
            NextStep.RetryAt retry => (DeliveryState.Pending, Tables.Whole(retry.DueAt), row.Uncounted + (retry.Charged ? 0 : 1), null),
            NextStep.DeadLetter dead => (DeliveryState.Dead, null, row.Uncounted, dead.Reason),
            NextStep.Cancelled cancelled => (DeliveryState.Cancelled, null, row.Uncounted, cancelled.Reason),
            _ => throw new InvalidOperationException("A next step that the store does not know."),
        };

        // Of an attempt that nobody saw the end of, what it led to says more.
        var outcome = settlement.Attempt is { Outcome: var seen } && (next.Reason is null || seen is not AttemptOutcome.Crashed) ? seen.Code : next.Reason;
        return row with { State = next.State, DueAt = next.Due, Uncounted = next.Uncounted, Holder = 0, LastOutcome = outcome, ChangedAt = Tables.Whole(settlement.At) };
    }

    // A late attempt may find the row that recovery wrote in its place, and knows better. What is known stands.
    private static void Keep(Tables tables, Settlement settlement, AttemptRecord attempt)
    {
        var answered = attempt.Outcome as AttemptOutcome.Answered;
        var ambiguous = attempt.Outcome is AttemptOutcome.TimedOut { Ambiguous: true } or AttemptOutcome.Unreachable { Ambiguous: true } or AttemptOutcome.Crashed;
        var kept = new AttemptRow(
            attempt.Id, settlement.Delivery.Attempt, Tables.Whole(attempt.StartedAt), attempt.Took, attempt.Outcome.Code, answered?.Status, ambiguous,
            answered?.AnswerHead ?? default);
        if (!tables.Attempts.TryGetValue(settlement.Delivery.Id, out var attempts))
        {
            tables.Attempts.Add(settlement.Delivery.Id, attempts = []);
        }

        var at = attempts.FindIndex(one => one.Number == kept.Number);
        if (at < 0)
        {
            attempts.Add(kept);
        }
        else if (attempts[at].Outcome == Unknown)
        {
            attempts[at] = kept with { Id = attempts[at].Id, StartedAt = attempts[at].StartedAt };
        }
    }

    /// <summary>How many of a delivery's attempts ended with their process, since it was last replayed.</summary>
    public static int Crashes(Tables tables, DeliveryRow row) =>
        tables.Attempts.GetValueOrDefault(row.Id, []).Count(attempt => attempt.Outcome == Unknown && attempt.Number > row.Uncounted);
}
