using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Sully.Operations;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Sully.Transcribing;

/// <summary>Transcriptions of the second version: word for word, for each channel.</summary>
internal sealed class SecondTranscriptionRoutes(SullyBook book, SullyGate gate)
{
    private const string Root = "/v2/audio/transcriptions";
    private const long Most = 100 * 1024 * 1024;

    private static readonly SullyErrors Errors = SullyErrors.OfSecond;
    private static readonly string[] Switches = ["multichannel", "dictation"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Root, gate.Behind(Errors, CreateAsync));
        routes.MapGet($"{Root}/{{id}}", gate.Behind(Errors, TellAsync));
        routes.MapDelete($"{Root}/{{id}}", gate.Behind(Errors, DeleteAsync));
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (upload, problem) = await AudioUpload.ReadAsync(context.Request, Most, context.RequestAborted);
        if (upload is null or { AudioBytes: null or 0 })
        {
            var status = problem == AudioUpload.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            await Errors.WriteAsync(context, status, upload is null ? problem : "audio is required");
            return;
        }

        if (Switches.FirstOrDefault(name => upload.Fields.TryGetValue(name, out var text) && text is not ("true" or "false")) is { } wrong)
        {
            await Errors.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, $"{wrong} must be true or false");
            return;
        }

        var record = new SullyRecord { IsMultichannel = upload.Fields.GetValueOrDefault("multichannel") == "true" };
        var made = await book.CreateAsync(SessionKind.Transcription, record, context.RequestAborted, upload.FileName);
        VisitSubject.Is(context, made.Id);
        await SullyAnswers.WriteNewAsync(context, StatusCodes.Status201Created, made.Described());
    }

    private async Task TellAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } found)
        {
            return;
        }

        var data = found.Described();
        if (found.IsDone)
        {
            var text = found.Result.TextOf("transcription") ?? "";
            data["result"] = new JsonObject { ["channels"] = SpokenText.Channels(text, found.Record.IsMultichannel) };
        }
        else if (found.IsFailed)
        {
            data["result"] = new JsonObject { ["error"] = found.Error };
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
        var found = await book.FindAsync(SessionKind.Transcription, (string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (found is null)
        {
            await Errors.WriteNotFoundAsync(context);
        }

        return found;
    }
}
