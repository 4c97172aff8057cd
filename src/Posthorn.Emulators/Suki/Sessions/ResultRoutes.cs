using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Suki.LoggingIn;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What came of ambient sessions and encounters, in the words of the server's own pull calls.</summary>
internal sealed class ResultRoutes(SukiBook book, SukiGate gate, SessionBook sessions)
{
    private const string OfSession = "/api/v1/ambient/session/{id}";
    private const string OfEncounter = "/api/v1/ambient/encounter/{encounter}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{OfSession}/content", gate.Behind(TellContentAsync));
        routes.MapGet($"{OfSession}/transcript", gate.Behind(context => TellAsync(context, SessionPart.Transcript)));
        routes.MapGet($"{OfSession}/structured-data", gate.Behind(context => TellAsync(context, SessionPart.StructuredData)));
        routes.MapGet($"{OfEncounter}/content", gate.Behind(context => TellEncounterAsync(context, SessionPart.Content)));
        routes.MapGet($"{OfEncounter}/structured-data", gate.Behind(context => TellEncounterAsync(context, SessionPart.StructuredData)));
    }

    private async Task TellContentAsync(HttpContext context)
    {
        var cumulative = false;
        if (context.Request.Query["cumulative"] is [{ } given] && !bool.TryParse(given, out cumulative))
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "cumulative must be true or false");
            return;
        }

        var id = await AskedAsync(context);
        await AnswerAsync(context, await sessions.AskAsync((pulls, partner) => pulls.ContentAsync(partner, id, cumulative, context.RequestAborted)));
    }

    private async Task TellAsync(HttpContext context, SessionPart part)
    {
        var id = await AskedAsync(context);
        await AnswerAsync(
            context, await sessions.AskAsync((pulls, partner) => pulls.DocumentAsync(partner, SessionKind.Ambient, id, part, context.RequestAborted)));
    }

    private async Task TellEncounterAsync(HttpContext context, SessionPart part)
    {
        var encounter = (string)context.Request.RouteValues["encounter"]!;
        await AnswerAsync(context, await sessions.AskAsync((pulls, partner) => pulls.OfEncounterAsync(partner, encounter, part, context.RequestAborted)));
    }

    // Whoever asks sets work going again that a restart has left lying.
    private async Task<string> AskedAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        _ = await book.FindAsync(SessionKind.Ambient, id, context.RequestAborted);
        return id;
    }

    private static Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte>? answer) => answer is { } json
        ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, json)
        : SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "not found");
}
