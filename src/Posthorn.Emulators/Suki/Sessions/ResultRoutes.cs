using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Suki.LoggingIn;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What came of ambient sessions and encounters.</summary>
internal sealed class ResultRoutes(SukiBook book, SukiGate gate, SessionBook sessions)
{
    private const string OfSession = "/api/v1/ambient/session/{id}";
    private const string OfEncounter = "/api/v1/ambient/encounter/{encounter}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{OfSession}/content", gate.Behind(TellContentAsync));
        routes.MapGet($"{OfSession}/transcript", gate.Behind(context => TellPartAsync(context, SessionPart.Transcript)));
        routes.MapGet($"{OfSession}/structured-data", gate.Behind(context => TellPartAsync(context, SessionPart.StructuredData)));
        routes.MapGet($"{OfEncounter}/content", gate.Behind(TellEncounterContentAsync));
        routes.MapGet($"{OfEncounter}/structured-data", gate.Behind(TellEncounterDataAsync));
    }

    private async Task TellPartAsync(HttpContext context, SessionPart part)
    {
        if (await FindAsync(context) is { State: SessionState.Completed } session && await sessions.ReadAsync(session.Id, part, context.RequestAborted) is { } json)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, json);
            return;
        }

        await MissingAsync(context);
    }

    private async Task TellContentAsync(HttpContext context)
    {
        if (context.Request.Query["cumulative"] is [{ } given] && !bool.TryParse(given, out _))
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "cumulative must be true or false");
            return;
        }

        if (context.Request.Query["cumulative"] is not [{ } asked] || !bool.Parse(asked))
        {
            await TellPartAsync(context, SessionPart.Content);
            return;
        }

        if (await FindAsync(context) is not { State: SessionState.Completed } session)
        {
            await MissingAsync(context);
            return;
        }

        // Of one encounter, up to this one.
        var all = await OfAsync(session.EncounterId, context.RequestAborted);
        var upTo = all.TakeWhile(one => one.Id != session.Id).Append(session);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, EncounterDocuments.Contents(await PartsAsync(upTo, SessionPart.Content, context.RequestAborted)));
    }

    private async Task TellEncounterContentAsync(HttpContext context)
    {
        var all = await OfAsync((string)context.Request.RouteValues["encounter"]!, context.RequestAborted);
        if (all.Count == 0)
        {
            await MissingAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, EncounterDocuments.Contents(await PartsAsync(all, SessionPart.Content, context.RequestAborted)));
    }

    private async Task TellEncounterDataAsync(HttpContext context)
    {
        var all = await OfAsync((string)context.Request.RouteValues["encounter"]!, context.RequestAborted);
        if (all.Count == 0)
        {
            await MissingAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(
            context, StatusCodes.Status200OK, EncounterDocuments.StructuredData(await PartsAsync(all, SessionPart.StructuredData, context.RequestAborted)));
    }

    /// <summary>The sessions of an encounter that have a note, in the order of their creation.</summary>
    private async Task<IReadOnlyList<Session>> OfAsync(string encounter, CancellationToken cancellationToken) =>
        [.. (await sessions.OfEncounterAsync(encounter, cancellationToken)).Where(static one => one is { Kind: SessionKind.Ambient, State: SessionState.Completed })];

    private async Task<List<ReadOnlyMemory<byte>>> PartsAsync(IEnumerable<Session> all, SessionPart part, CancellationToken cancellationToken)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach (var session in all)
        {
            if (await sessions.ReadAsync(session.Id, part, cancellationToken) is { } json)
            {
                parts.Add(json);
            }
        }

        return parts;
    }

    private Task<Session?> FindAsync(HttpContext context) =>
        book.FindAsync(SessionKind.Ambient, (string)context.Request.RouteValues["id"]!, context.RequestAborted);

    private static Task MissingAsync(HttpContext context) => SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "not found");
}
