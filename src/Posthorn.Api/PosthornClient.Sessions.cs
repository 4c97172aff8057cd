using Posthorn.Api.Sessions;

namespace Posthorn.Api;

public sealed partial class PosthornClient
{
    /// <summary>Says that there is a session. The same again changes nothing.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="request">What it is.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<SessionInfo> PutSessionAsync(string partner, string session, PutSession request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, SessionPath(partner, session), Body(request, Json.PutSession), Json.SessionInfo, cancellationToken);

    /// <summary>Moves a session on. An end, its results and the event that tells of it are one commit.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="request">The move. It may be made again after any failure: the same end again is no second event.</param>
    /// <param name="cancellationToken">Gives up waiting. The move may be made all the same.</param>
    public Task<SessionReceipt> TurnSessionAsync(string partner, string session, TurnSession request, CancellationToken cancellationToken) =>
        PostAsync($"{SessionPath(partner, session)}/transitions", request, Json.TurnSession, Json.SessionReceipt, cancellationToken);

    /// <summary>Reads a session.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<SessionInfo> GetSessionAsync(string partner, string session, CancellationToken cancellationToken) =>
        GetAsync(SessionPath(partner, session), Json.SessionInfo, cancellationToken);

    private static string SessionPath(string partner, string session) => $"v1/partners/{Escape(partner)}/sessions/{Escape(session)}";
}
