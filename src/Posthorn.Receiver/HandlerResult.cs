using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver;

/// <summary>How a handler ended.</summary>
public sealed class HandlerResult
{
    private const int LongestReason = 64;

    private HandlerResult(AttemptOutcome outcome) => Outcome = outcome;

    /// <summary>It is done.</summary>
    public static HandlerResult Done { get; } = new(new AttemptOutcome.Handled(Ignored: false));

    /// <summary>There was nothing to do. Kept as such in the history.</summary>
    public static HandlerResult Ignore { get; } = new(new AttemptOutcome.Handled(Ignored: true));

    internal AttemptOutcome Outcome { get; }

    /// <summary>Not now: call again, as the schedule says.</summary>
    /// <param name="after">No sooner than that. Where the schedule says later, it is later; after the schedule's end there is no more.</param>
    /// <returns>The result.</returns>
    public static HandlerResult Retry(TimeSpan? after = null) => new(new AttemptOutcome.HandlerFailed(FailureReasons.HandlerRetry, after));

    /// <summary>Never: keep it as a dead letter, for a person.</summary>
    /// <param name="reason">
    /// Why, as a code: 1 to 64 of <c>a-z 0-9 _</c>. It is kept in the history and counted in metrics, so it must say nothing of a patient.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The reason is not such a code.</exception>
    public static HandlerResult DeadLetter(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Length is > 0 and <= LongestReason && reason.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')
            ? new(new AttemptOutcome.HandlerGaveUp(reason))
            : throw new ArgumentException("A reason is a code: 1 to 64 of a-z, 0-9 and _.", nameof(reason));
    }

    /// <summary>The code under which it is kept.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => Outcome.Code;
}
