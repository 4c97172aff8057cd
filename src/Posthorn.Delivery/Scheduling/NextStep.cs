namespace Posthorn.Delivery.Scheduling;

/// <summary>What follows from an attempt.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>The endpoint has it. Final.</summary>
    internal sealed record Delivered : NextStep
    {
        public static readonly Delivered Instance = new();
    }

    /// <summary>Another attempt, not before <paramref name="DueAt"/>.</summary>
    /// <param name="Charged">False when the failure was ours: the schedule stays where it was.</param>
    internal sealed record RetryAt(DateTimeOffset DueAt, bool Charged = true) : NextStep;

    /// <summary>Ended undelivered: visible, and replayable by a person.</summary>
    /// <param name="DisableEndpoint">The endpoint said that it is gone.</param>
    internal sealed record DeadLetter(string Reason, bool DisableEndpoint = false) : NextStep;

    /// <summary>Ended because nobody wants it any more: its endpoint was deleted.</summary>
    internal sealed record Cancelled(string Reason) : NextStep;
}
