using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Suki.LoggingIn;
using Posthorn.Emulators.Suki.Streaming;
using Posthorn.Emulators.Watching;
using Posthorn.Server.Pulling;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Form filling: create, context, end, status, results.</summary>
internal sealed class FormRoutes(SukiBook book, SukiGate gate, OpenStreams streams, SessionBook sessions)
{
    private const int LongestName = 255;
    private const string Root = "/api/v1/form-filling/session";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/create", gate.Behind(CreateAsync));
        routes.MapPost($"{Root}/{{id}}/context", gate.Behind(context => SetContextAsync(context, isPart: false)));
        routes.MapPatch($"{Root}/{{id}}/context", gate.Behind(context => SetContextAsync(context, isPart: true)));
        routes.MapPost($"{Root}/{{id}}/end", gate.Behind(EndAsync));
        routes.MapGet($"{Root}/{{id}}/status", gate.Behind(TellStatusAsync));
        routes.MapGet($"{Root}/{{id}}/structured-data", gate.Behind(TellResultAsync));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await SukiBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        string[] names = ["ambient_session_id", "correlation_id"];
        if (names.FirstOrDefault(name => body[name] is { } && SukiBody.Text(body, name) is not { Length: > 0 and <= LongestName }) is { } wrong)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, $"{wrong} must be a string of 1 to {LongestName} characters");
            return;
        }

        // One that names an ambient session belongs to it; any other name is the one that it shall have.
        var (id, correlation) = (SukiBody.Text(body, "ambient_session_id"), SukiBody.Text(body, "correlation_id"));
        var ambient = id is null ? null : await book.FindAsync(SessionKind.Ambient, id, context.RequestAborted);
        var record = new SukiRecord { Correlation = correlation };
        if (await book.CreateAsync(SessionKind.FormFilling, ambient is null ? id : null, ambient?.EncounterId, record, context.RequestAborted) is not { } session)
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

        if (FormContextCheck.Problem(body) is { } problem)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (session.State >= SessionState.Staged)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session has ended");
            return;
        }

        var record = await book.ChangeAsync(session.Id, one => one with { Context = isPart ? Merging.Of(one.Context, body) : body });
        await book.MakeReadyAsync(session);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, JsonAnswer.Object(json =>
        {
            if (isPart)
            {
                json.WritePropertyName("context");
                record.Context.WriteTo(json);
            }
        }));
    }

    private async Task EndAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } session)
        {
            return;
        }

        await streams.EndAsync(session.Id);
        if (FormContextCheck.TemplatesOf((await book.RecordAsync(session.Id, context.RequestAborted)).Context).Count == 0)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "at least one form template must be in the context first");
            return;
        }

        if (session.State < SessionState.Staged)
        {
            _ = await sessions.TurnAsync(session.Id, new(SessionState.Staged));
        }

        if (!await book.EndAsync(session, isResumable: false))
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session has ended");
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, "{}"u8.ToArray());
    }

    private async Task TellStatusAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } session)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, SukiAnswers.Status(session)!.Value);
        }
    }

    private async Task TellResultAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } session)
        {
            return;
        }

        var data = await sessions.AskAsync((pulls, partner) =>
            pulls.DocumentAsync(partner, SessionKind.FormFilling, session.Id, SessionPart.StructuredData, context.RequestAborted));
        if (data is { } json)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, json);
            return;
        }

        await SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "structured data not found");
    }

    /// <returns>Null when there is none; the answer was given then.</returns>
    private async Task<Session?> FindAsync(HttpContext context)
    {
        var session = await book.FindAsync(SessionKind.FormFilling, (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (session is null)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "session not found");
        }

        return session;
    }
}
