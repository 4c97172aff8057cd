using Posthorn.Api.Deliveries;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>Whether a dead letter is one that the rules allow.</summary>
internal static class DeadLetters
{
    // Five crashes with the same delivery in flight are taken for its doing.
    private const int MostCrashes = 5;

    /// <summary>Why it ended, as its attempts tell it; null where they do not.</summary>
    /// <param name="attempts">How many attempts the schedule has.</param>
    public static string? Reason(DeliveryInfo delivery, int attempts)
    {
        if (delivery.State == DeliveryStatus.Cancelled)
        {
            return null;
        }

        return delivery.AttemptCount >= attempts ? "schedule at its end"
            : CopyBound.Crashes(delivery) >= MostCrashes ? "in flight in five crashes"
            : null;
    }
}
