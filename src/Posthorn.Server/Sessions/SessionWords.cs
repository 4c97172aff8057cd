using Posthorn.Api.Problems;
using Posthorn.Api.Sessions;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sessions;
using Posthorn.Server.Events;
using Posthorn.Server.Http;

namespace Posthorn.Server.Sessions;

/// <summary>Sessions in the words of the API.</summary>
internal static class SessionWords
{
    public static SessionInfo Describe(Session session, Partner partner) => new()
    {
        Id = session.Id,
        PartnerId = partner.Id,
        Kind = (Api.Sessions.SessionKind)session.Kind,
        State = (Api.Sessions.SessionState)session.State,
        EncounterId = session.EncounterId,
        Client = (Api.Sessions.SessionClient)session.Client,
        AdditionalInfo = session.AdditionalInfo is { } info ? new(info) : null,
        ErrorCode = session.ErrorCode,
        ErrorDetail = session.ErrorDetail,
        EventId = session.EventId?.ToString(),
        TimeLimitSeconds = session.TimeLimit?.TotalSeconds,
        DeadlineAt = session.DeadlineAt,
        CreatedAt = session.CreatedAt,
        ChangedAt = session.ChangedAt,
    };

    public static SessionReceipt Describe(SessionResult.Done done, Partner partner) => new()
    {
        Session = Describe(done.Session, partner),
        Event = done.Event is { } stored ? EventWords.Describe(stored) : null,
        Repeated = done.Repeated,
    };

    public static ProblemAnswer Refusal(SessionResult result) => result switch
    {
        SessionResult.Exists => Problems.Of(ProblemCodes.SessionExists, "There is a session of this id with another kind or another encounter."),
        SessionResult.Illegal illegal => Problems.At("/to", ProblemCodes.TransitionIllegal, WhereTo(illegal.Session)),
        SessionResult.Refused refused => Problems.Of(refused.Problems),
        SessionResult.Unavailable unavailable => new ProblemAnswer(Problems.Of(ProblemCodes.StoreUnavailable), unavailable.RetryAfter),
        _ => Problems.NotFound,
    };

    private static string WhereTo(Session session) => session.IsOver
        ? $"The session has ended: it is {NameOf(session.State)}. Only with \"reopen\" does it go on, as running."
        : $"The session is {NameOf(session.State)}. From there it can become {string.Join(", ", SessionMoves.From(session.Kind, session.State).Select(NameOf))}.";

    private static string NameOf(Posthorn.Delivery.Sessions.SessionState state) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
