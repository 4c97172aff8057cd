using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Records an attempt and what follows from it. The attempt's number is the fence: it rose with the claim that is given back here.</summary>
internal sealed class SettleCommand(Settlement settlement) : WriteCommand<Settled>
{
    private const string Close = """
        update deliveries set state = ?3, due_at = ?4, uncounted = ?5, last_outcome = ?6, changed_at = ?7
        where event_sequence = ?1 and endpoint_key = ?2 and attempts = ?8 and due_at = 9223372036854775807
        """;

    // Ended without an attempt, so without a claim. The fence is that nobody has tried it, or asked for it again, since it was found.
    private const string CloseWaiting = """
        update deliveries set state = ?3, due_at = ?4, uncounted = ?5, last_outcome = ?6, changed_at = ?7
        where event_sequence = ?1 and endpoint_key = ?2 and attempts = ?8 and schedule_start = ?9 and due_at < 9223372036854775807
        """;

    private const string DeliverLate = """
        update deliveries set state = 1, due_at = null, last_outcome = ?3, changed_at = ?4
        where event_sequence = ?1 and endpoint_key = ?2 and state = 0
        """;

    // A late attempt may find the row that recovery wrote in its place, and knows better. What is known stands.
    private const string InsertAttempt = """
        insert into attempts (event_sequence, endpoint_key, number, id, started_at, took_us, outcome, status, ambiguous, answer_head)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        on conflict do update set took_us = excluded.took_us, outcome = excluded.outcome, status = excluded.status,
            ambiguous = excluded.ambiguous, answer_head = excluded.answer_head
            where attempts.outcome = 'outcome_unknown'
        """;

    // The endpoint has it and its slot is free: writing that down a few milliseconds later halves the commits of a quiet server.
    internal override bool CanWait => true;

    protected override Settled Apply(SqliteConnection connection)
    {
        var delivery = settlement.Delivery;
        var (state, due, uncounted, reason) = Written(settlement.Next, delivery.Uncounted);

        // Of an attempt that nobody saw the end of, what it led to says more.
        var outcome = settlement.Attempt is { Outcome: var seen } && (reason is null || seen is not AttemptOutcome.Crashed) ? seen.Code : reason;

        var close = connection.Kept(settlement.Attempt is null ? CloseWaiting : Close)
            .Bind(1, delivery.EventSequence).Bind(2, delivery.EndpointKey).Bind(3, (long)state).Bind(4, due).Bind(5, uncounted)
            .Bind(6, outcome).Bind(7, settlement.At).Bind(8, delivery.Attempt);
        var held = (settlement.Attempt is null ? close.Bind(9, delivery.ScheduleStart) : close).Execute() == 1;

        if (!held && settlement.Next is NextStep.Delivered)
        {
            _ = connection.Kept(DeliverLate)
                .Bind(1, delivery.EventSequence).Bind(2, delivery.EndpointKey).Bind(3, outcome).Bind(4, settlement.At)
                .Execute();
        }

        if (settlement.Attempt is { } attempt)
        {
            Insert(connection, attempt);
        }

        return new(held, held && settlement.Announcement is { } announcement ? EventWrites.Append(connection, announcement) : null);
    }

    private static (DeliveryState State, DateTimeOffset? Due, int Uncounted, string? Reason) Written(NextStep next, int uncounted) => next switch
    {
        NextStep.Delivered => (DeliveryState.Delivered, null, uncounted, null),
        NextStep.RetryAt retry => (DeliveryState.Pending, retry.DueAt, uncounted + (retry.Charged ? 0 : 1), null),
        NextStep.DeadLetter dead => (DeliveryState.Dead, null, uncounted, dead.Reason),
        NextStep.Cancelled cancelled => (DeliveryState.Cancelled, null, uncounted, cancelled.Reason),
        _ => throw new InvalidOperationException("A next step that the store does not know."),
    };

    private void Insert(SqliteConnection connection, AttemptRecord attempt)
    {
        var answered = attempt.Outcome as AttemptOutcome.Answered;
        var ambiguous = attempt.Outcome is AttemptOutcome.TimedOut { Ambiguous: true } or AttemptOutcome.Unreachable { Ambiguous: true }
            or AttemptOutcome.Crashed;
        var statement = connection.Kept(InsertAttempt)
            .Bind(1, settlement.Delivery.EventSequence).Bind(2, settlement.Delivery.EndpointKey).Bind(3, settlement.Delivery.Attempt)
            .Bind(4, attempt.Id.Value).Bind(5, attempt.StartedAt).Bind(6, (long)attempt.Took.TotalMicroseconds)
            .Bind(7, attempt.Outcome.Code).Bind(8, answered?.Status).Bind(9, ambiguous ? 1 : 0);
        _ = (answered is { AnswerHead.IsEmpty: false } ? statement.Bind(10, answered.AnswerHead.Span) : statement.BindNull(10)).Execute();
    }
}
