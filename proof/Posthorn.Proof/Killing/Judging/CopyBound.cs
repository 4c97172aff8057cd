using Posthorn.Api.Deliveries;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>How often an event may have reached an endpoint, by the attempts that are on record.</summary>
internal static class CopyBound
{
    /// <summary>How an attempt is on record whose process died in it.</summary>
    public const string Crashed = "outcome_unknown";

    /// <summary>Once, and once more for each attempt that failed, ended so that it could not be known, or was cut short by a crash.</summary>
    public static int Of(DeliveryInfo delivery) => 1 + (delivery.Attempts ?? []).Count(static attempt => !Succeeded(attempt));

    public static int Crashes(DeliveryInfo delivery) => (delivery.Attempts ?? []).Count(static attempt => attempt.Outcome == Crashed);

    public static bool Succeeded(AttemptInfo attempt) => attempt.Status is >= 200 and < 300 && attempt.Outcome.StartsWith("answered", StringComparison.Ordinal);
}
