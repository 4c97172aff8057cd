using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>What became of a wish about a session.</summary>
internal abstract record SessionResult
{
    private SessionResult()
    {
    }

    /// <summary>It is on disk.</summary>
    /// <param name="Event">The event that tells of it; null when none does, or when it had been done before.</param>
    /// <param name="Repeated">Whether it had been done before; then nothing was done now.</param>
    internal sealed record Done(Session Session, StoredEvent? Event, bool Repeated) : SessionResult;

    /// <summary>The session is made now.</summary>
    internal sealed record Made(Session Session) : SessionResult;

    /// <summary>There is no such session.</summary>
    internal sealed record NotFound : SessionResult;

    /// <summary>There is another session of this id.</summary>
    internal sealed record Exists : SessionResult;

    /// <summary>It does not move there from where it is.</summary>
    internal sealed record Illegal(Session Session) : SessionResult;

    /// <summary>It cannot be done as it is, and nothing was.</summary>
    internal sealed record Refused(IReadOnlyList<InputProblem> Problems) : SessionResult;

    /// <summary>It could not be made durable now, and nothing was.</summary>
    internal sealed record Unavailable(TimeSpan RetryAfter) : SessionResult;
}
