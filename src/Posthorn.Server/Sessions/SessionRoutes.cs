using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Sessions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Sessions;

/// <summary>The registry over HTTP: the vendor's pipeline says how far its sessions are.</summary>
internal static class SessionRoutes
{
    private const string One = "/v1/partners/{partner}/sessions/{session}";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(One, PutAsync)
            .AllowTo(AccessRule.Publisher)
            .WithName("putSession").WithSummary("Says that there is a session. The same again changes nothing.");
        routes.MapGet(One, FindAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("getSession").WithSummary("Tells a session.");
        routes.MapPost(One + "/transitions", TurnAsync)
            .AllowTo(AccessRule.Publisher)
            .WithName("turnSession").WithSummary("Moves a session on. An end, its documents and the event that tells the partner are one commit.");
        routes.MapPut(One + "/documents", AttachAsync)
            .AllowTo(AccessRule.Publisher)
            .WithName("putSessionDocuments").WithSummary("Stores what a session has brought so far; its time limit begins again.");
    }

    internal static async Task<Results<Created<SessionInfo>, Ok<SessionInfo>, ProblemAnswer>> PutAsync(
        string session, Visit visit, Body<PutSession> body, SessionRegistry sessions)
    {
        if (SessionReading.Read(session, body.Value, out var problems) is not { } draft)
        {
            return new ProblemAnswer(Problems.Of(problems));
        }

        return await sessions.PutAsync(visit.Partner, draft) switch
        {
            SessionResult.Made made => TypedResults.Created($"/v1/partners/{visit.Partner.Id}/sessions/{session}", SessionWords.Describe(made.Session, visit.Partner)),
            SessionResult.Done done => TypedResults.Ok(SessionWords.Describe(done.Session, visit.Partner)),
            var refused => SessionWords.Refusal(refused),
        };
    }

    internal static async Task<Results<Ok<SessionInfo>, ProblemAnswer>> FindAsync(
        string session, Visit visit, ISessionStore store, CancellationToken cancellationToken) =>
        SessionReading.IsId(session) && await store.FindAsync(visit.Partner.Key, session, cancellationToken) is { } found
            ? TypedResults.Ok(SessionWords.Describe(found, visit.Partner))
            : new ProblemAnswer(Problems.NotFound);

    internal static async Task<Results<Ok<SessionReceipt>, ProblemAnswer>> TurnAsync(
        string session, Visit visit, Body<TurnSession> body, SessionRegistry sessions)
    {
        if (SessionReading.Read(body.Value, out var problems) is not { } turn)
        {
            return new ProblemAnswer(Problems.Of(problems));
        }

        return await sessions.TurnAsync(visit.Partner, session, turn) is var result && result is SessionResult.Done done
            ? TypedResults.Ok(SessionWords.Describe(done, visit.Partner))
            : SessionWords.Refusal(result);
    }

    internal static async Task<Results<Ok<SessionReceipt>, ProblemAnswer>> AttachAsync(
        string session, Visit visit, Body<SessionDocuments> body, SessionRegistry sessions)
    {
        var problems = new List<InputProblem>();
        var documents = SessionReading.Documents(body.Value, string.Empty, ofEncounter: false, problems);
        if (problems.Count > 0)
        {
            return new ProblemAnswer(Problems.Of(problems));
        }

        return await sessions.AttachAsync(visit.Partner, session, documents) is var result && result is SessionResult.Done done
            ? TypedResults.Ok(SessionWords.Describe(done, visit.Partner))
            : SessionWords.Refusal(result);
    }
}
