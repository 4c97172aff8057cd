using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Intake;

/// <summary>What became of an event at the door.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>It is on disk.</summary>
    /// <param name="Replayed">Whether the same key and content had been accepted before; then this is what they made.</param>
    internal sealed record Accepted(StoredEvent Event, bool Replayed) : IntakeResult;

    /// <summary>The key was used before for other content.</summary>
    internal sealed record KeyReused : IntakeResult;

    /// <summary>The session whose end it tells was written by somebody else in between, and nothing was stored.</summary>
    internal sealed record Outdated : IntakeResult;

    /// <summary>It cannot be accepted as it is, and nothing was stored.</summary>
    internal sealed record Refused(IReadOnlyList<InputProblem> Problems) : IntakeResult;

    /// <summary>It could not be made durable now, and nothing was stored.</summary>
    internal sealed record Unavailable(TimeSpan RetryAfter) : IntakeResult;
}
