using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Sully.Operations;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Sully.Coding;

/// <summary>Codings.</summary>
internal sealed class CodingRoutes(SullyBook book, SullyGate gate)
{
    private const string Root = "/v1/codings";

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

        if (body.TextOf("text") is not { } text || string.IsNullOrWhiteSpace(text))
        {
            await Errors.WriteAsync(context, StatusCodes.Status400BadRequest, "text is required");
            return;
        }

        var record = new SullyRecord { Text = text };
        var made = await book.CreateAsync(SessionKind.Coding, record, context.RequestAborted, text);
        VisitSubject.Is(context, made.Id);
        await SullyAnswers.WriteNewAsync(context, StatusCodes.Status200OK, made.Described());
    }

    private async Task TellAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } found)
        {
            return;
        }

        var data = found.Described();
        if (found.EndedAt is { } ended)
        {
            data["processing_time_ms"] = (long)(ended - found.Session.CreatedAt).TotalMilliseconds;
        }

        if (found.IsDone)
        {
            data["result"] = found.Result;
        }
        else if (found.IsFailed)
        {
            data["error"] = found.Error;
        }

        await SullyAnswers.WriteNewAsync(context, StatusCodes.Status200OK, data);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } found)
        {
            await book.DeleteAsync(found);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private async Task<SullyOperation?> FindAsync(HttpContext context)
    {
        var found = await book.FindAsync(SessionKind.Coding, (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (found is null)
        {
            await Errors.WriteNotFoundAsync(context);
        }

        return found;
    }
}
