using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>Which moves a session may make. It goes forward only; it can fail, time out or be called off from anywhere before its end.</summary>
internal static class SessionMoves
{
    /// <summary>The states that a kind passes through on its way, in their order.</summary>
    public static IReadOnlyList<SessionState> PathOf(SessionKind kind) => kind switch
    {
        SessionKind.Ambient => [SessionState.Created, SessionState.Ready, SessionState.Running],
        SessionKind.FormFilling => [SessionState.Created, SessionState.Ready, SessionState.Staged, SessionState.Running],
        _ => [SessionState.Created, SessionState.Running],
    };

    public static bool IsLegal(SessionKind kind, SessionState from, SessionState to)
    {
        var path = PathOf(kind);
        return from < SessionState.Completed && to switch
        {
            SessionState.Completed => from == SessionState.Running,
            SessionState.Failed or SessionState.TimedOut or SessionState.Cancelled => true,
            SessionState.Skipped => kind is SessionKind.Ambient or SessionKind.FormFilling,

            // In the state that it is in already, it is only said to go on.
            _ => path.Contains(to) && to >= from,
        };
    }

    /// <summary>Where a session can move to, other than to where it is: in the order of the states, and empty once it has ended.</summary>
    public static IEnumerable<SessionState> From(SessionKind kind, SessionState from) =>
        Enum.GetValues<SessionState>().Where(to => to != from && IsLegal(kind, from, to));

    /// <summary>Whether a session that has ended may go on there.</summary>
    public static bool CanReopen(SessionKind kind, SessionState from, SessionState to) =>
        from >= SessionState.Completed && to is SessionState.Ready or SessionState.Running && PathOf(kind).Contains(to);
}
