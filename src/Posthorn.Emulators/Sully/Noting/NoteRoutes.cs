using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Sully.Operations;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Sully.Noting;

/// <summary>Notes.</summary>
internal sealed class NoteRoutes(SullyBook book, SullyGate gate, TimeProvider clock)
{
    private const string Root = "/v1/notes";

    private static readonly SullyErrors Errors = SullyErrors.OfFirst;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Root, gate.Behind(Errors, CreateAsync));
        routes.MapGet($"{Root}/{{id}}", gate.Behind(Errors, TellAsync));
        routes.MapDelete($"{Root}/{{id}}", gate.Behind(Errors, DeleteAsync));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await SullyBody.ReadAsync(context, Errors) is not { } body)
        {
            return;
        }

        if (NoteRequest.Read(body, out var problem) is not { } asked)
        {
            await Errors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        var record = new SullyRecord { NoteType = asked.Type, IncludesJson = asked.IncludesJson };
        var made = await book.CreateAsync(SessionKind.Note, record, context.RequestAborted, asked.Transcript);
        VisitSubject.Is(context, made.Id);
        await SullyAnswers.WriteOldAsync(context, clock, new() { ["noteId"] = made.Id });
    }

    private async Task TellAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } found)
        {
            return;
        }

        var data = new JsonObject { ["id"] = found.Id };
        if (found.IsDone)
        {
            data["payload"] = found.Result;
        }

        data["status"] = found.IsDone ? "STATUS_DONE" : found.IsFailed ? "STATUS_ERROR" : "STATUS_PROCESSING";
        data["timestamp"] = found.Timestamp();
        await SullyAnswers.WriteOldAsync(context, clock, data);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } found)
        {
            await book.DeleteAsync(found);
            await SullyAnswers.WriteOldAsync(context, clock, data: null);
        }
    }

    private async Task<SullyOperation?> FindAsync(HttpContext context)
    {
        var found = await book.FindAsync(SessionKind.Note, (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (found is null)
        {
            await Errors.WriteNotFoundAsync(context);
        }

        return found;
    }
}
