using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Records how a claim ended, and what follows from it.</summary>
internal sealed class SettleCommand(Settlement settlement) : WriteCommand<Settled>
{
    public Settlement Settlement => settlement;

    public override int Weight => settlement.Announcement?.Data.Length ?? 1;

    /// <summary>Of an attempt that nobody saw the end of, what it led to says more.</summary>
    public string? LastOutcome => settlement.Attempt is { Outcome: var seen } && (Reason is null || seen is not AttemptOutcome.Crashed) ? seen.Code : Reason;

    /// <summary>The state it ends in.</summary>
    public DeliveryState State => settlement.Next switch
    {
        NextStep.Delivered => DeliveryState.Delivered,
        NextStep.DeadLetter => DeliveryState.Dead,
        NextStep.Cancelled => DeliveryState.Cancelled,
        _ => throw new InvalidOperationException("A next step that ends nothing, or that the store does not know."),
    };

    public int Uncounted => settlement.Delivery.Uncounted + (settlement.Next is NextStep.RetryAt { Charged: false } ? 1 : 0);

    private string? Reason => settlement.Next switch
    {
        NextStep.DeadLetter dead => dead.Reason,
        NextStep.Cancelled cancelled => cancelled.Reason,
        _ => null,
    };
}
