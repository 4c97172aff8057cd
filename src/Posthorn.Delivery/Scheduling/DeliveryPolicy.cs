using System.Diagnostics;
using System.Net;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Scheduling;

/// <summary>What follows from an attempt's outcome. Pure: this table is the delivery semantics.</summary>
internal static class DeliveryPolicy
{
    /// <summary>A payload that was in flight in so many crashes is taken for their cause.</summary>
    public const int MostCrashes = 5;

    private static readonly TimeSpan OwnOutageWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CrashSpread = TimeSpan.FromSeconds(30);

    /// <param name="egressDown">Whether it looks as if our own way out were broken: then a failure to connect is not the endpoint's.</param>
    /// <param name="dice">A number in [0, 1).</param>
    public static NextStep Decide(
        AttemptOutcome outcome, DueDelivery delivery, RetrySchedule schedule, DateTimeOffset now, bool egressDown, double dice) => outcome switch
        {
            AttemptOutcome.Answered { Status: >= 200 and < 300 } or AttemptOutcome.Handled => NextStep.Delivered.Instance,
            AttemptOutcome.Answered { Status: (int)HttpStatusCode.Gone } => new NextStep.DeadLetter("gone", DisableEndpoint: true),
            AttemptOutcome.Answered answered => RetryOrGiveUp(delivery, schedule, now, Asked(answered), dice),
            AttemptOutcome.Unreachable { Ambiguous: false } when egressDown =>
                new NextStep.RetryAt(now + (OwnOutageWait * (1 + dice)), Charged: false),
            AttemptOutcome.TimedOut or AttemptOutcome.Unreachable or AttemptOutcome.Crashed => RetryOrGiveUp(delivery, schedule, now, asked: null, dice),
            AttemptOutcome.HandlerFailed failed => RetryOrGiveUp(delivery, schedule, now, failed.RetryAfter, dice),
            AttemptOutcome.Waiting { Until: { } until } => new NextStep.RetryAt(until, Charged: false),
            AttemptOutcome.Waiting => RetryOrGiveUp(delivery, schedule, now, asked: null, dice),
            AttemptOutcome.HandlerGaveUp gaveUp => new NextStep.DeadLetter(gaveUp.Reason),
            AttemptOutcome.Blocked blocked => new NextStep.DeadLetter(blocked.Reason),
            AttemptOutcome.Rejected rejected => new NextStep.DeadLetter(rejected.Reason),
            _ => throw new UnreachableException(),
        };

    /// <summary>What follows when the process died in the attempt: it may have arrived.</summary>
    public static NextStep AfterCrash(Orphan orphan, RetrySchedule schedule, DateTimeOffset now, double dice)
    {
        if (orphan.Crashes + 1 >= MostCrashes)
        {
            return new NextStep.DeadLetter("crashed_worker");
        }

        if (orphan.Delivery.AttemptInSchedule >= schedule.MaxAttempts)
        {
            return new NextStep.DeadLetter("outcome_unknown");
        }

        // The first crash is taken for an accident and costs no time. After that they are spread, so that the cause is soon alone.
        return new NextStep.RetryAt(orphan.Crashes == 0 ? now : now + (CrashSpread * dice));
    }

    private static NextStep RetryOrGiveUp(DueDelivery delivery, RetrySchedule schedule, DateTimeOffset now, TimeSpan? asked, double dice) =>
        schedule.DueAfter(delivery.AttemptInSchedule, delivery.ScheduleStart, now, asked, dice) is { } due
            ? new NextStep.RetryAt(due)
            : new NextStep.DeadLetter("exhausted");

    private static TimeSpan? Asked(AttemptOutcome.Answered answered) =>
        answered.Status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable ? answered.RetryAfter : null;
}
