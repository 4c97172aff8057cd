namespace Posthorn.Emulators.Sessions;

/// <summary>What came of a change.</summary>
internal abstract record SessionResult
{
    private SessionResult()
    {
    }

    /// <param name="Repeated">It was so before.</param>
    internal sealed record Done(Session Session, bool Repeated) : SessionResult;

    /// <summary>Not possible in the state that it is in.</summary>
    internal sealed record Conflict(Session Session) : SessionResult;

    internal sealed record NotFound : SessionResult;

    /// <summary>It cannot be as it was asked for.</summary>
    internal sealed record Refused(string Why) : SessionResult;

    internal sealed record Unavailable : SessionResult;
}
