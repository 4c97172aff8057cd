using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Suki.LoggingIn;
using Posthorn.Emulators.Suki.Streaming;
using Posthorn.Emulators.Watching;
using Posthorn.Server.Pulling;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Ambient sessions: create, context, end, status.</summary>
internal sealed class AmbientRoutes(SukiBook book, SukiGate gate, OpenStreams streams)
{
    private const int LongestEncounter = 255;
    private const string Root = "/api/v1/ambient/session";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/create", gate.Behind(CreateAsync));
        routes.MapPost($"{Root}/{{id}}/context", gate.Behind(context => SetContextAsync(context, isPart: false)));
        routes.MapPatch($"{Root}/{{id}}/context", gate.Behind(context => SetContextAsync(context, isPart: true)));
        routes.MapPost($"{Root}/{{id}}/end", gate.Behind(EndAsync));
        routes.MapGet($"{Root}/{{id}}/status", gate.Behind(TellStatusAsync));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await SukiBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        if (Problem(body) is { } problem)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        var (id, encounter) = (SukiBody.Text(body, "ambient_session_id"), SukiBody.Text(body, "encounter_id"));
        if (await book.CreateAsync(SessionKind.Ambient, id, encounter, new(), context.RequestAborted) is not { } session)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session exists already");
            return;
        }

        VisitSubject.Is(context, session.Id);
        context.Response.Headers.Location = $"{Root}/{session.Id}/status";
        await JsonAnswer.WriteAsync(
            context, StatusCodes.Status201Created, JsonAnswer.Object(json => json.WriteString("ambient_session_id", session.Id)));
    }

    private async Task SetContextAsync(HttpContext context, bool isPart)
    {
        if (await FindAsync(context) is not { } session || await SukiBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        if (ContextCheck.Problem(body) is { } problem)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (session.State >= SessionState.Running)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session has ended");
            return;
        }

        _ = await book.ChangeAsync(session.Id, record => record with { Context = isPart ? Merging.Of(record.Context, body) : body });
        await book.MakeReadyAsync(session);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async Task EndAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } session)
        {
            return;
        }

        // What was streamed counts, although nobody has said that the stream is over.
        await streams.EndAsync(session.Id);
        if (!await book.EndAsync(session, isResumable: false))
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session has ended");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async Task TellStatusAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } session)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, SukiAnswers.Status(session)!.Value);
        }
    }

    /// <returns>Null when there is none; the answer was given then.</returns>
    private async Task<Session?> FindAsync(HttpContext context)
    {
        var session = await book.FindAsync(SessionKind.Ambient, (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (session is null)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "session not found");
        }

        return session;
    }

    private static string? Problem(JsonObject body)
    {
        if (body["ambient_session_id"] is { } && !(SukiBody.Text(body, "ambient_session_id") is { } id && IsUuid(id)))
        {
            return "ambient_session_id must be a UUID of version 4";
        }

        if (body["encounter_id"] is { } && !(SukiBody.Text(body, "encounter_id") is { Length: > 0 and <= LongestEncounter } encounter && !encounter.Any(char.IsControl)))
        {
            return $"encounter_id must be a string of 1 to {LongestEncounter} characters";
        }

        return body["multilingual"] is { } multilingual && !(multilingual is JsonValue value && value.TryGetValue<bool>(out _))
            ? "multilingual must be a boolean"
            : null;
    }

    private static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out var id) && id.Version == 4;
}
