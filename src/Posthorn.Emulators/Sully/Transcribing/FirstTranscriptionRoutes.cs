using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Sully.Operations;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Sully.Transcribing;

/// <summary>Transcriptions of the first version: done when their text is there, for they have no status then.</summary>
internal sealed class FirstTranscriptionRoutes(SullyBook book, SullyGate gate, Stage stage)
{
    private const string Root = "/v1/audio/transcriptions";
    private const long Most = 50 * 1024 * 1024;
    private const int ShortestToken = 60;
    private const int LongestToken = 604_800;

    private static readonly SullyErrors Errors = SullyErrors.OfFirst;

    private int _tokens;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Root, gate.Behind(Errors, CreateAsync));
        routes.MapPost($"{Root}/stream/token", gate.Behind(Errors, MakeTokenAsync));
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

        var made = await book.CreateAsync(SessionKind.Transcription, new(), context.RequestAborted, upload.FileName);
        VisitSubject.Is(context, made.Id);
        await SullyAnswers.WriteOldAsync(context, stage.Clock, new()
        {
            ["transcriptionId"] = made.Id,
            ["message"] = "The audio was received and is transcribed.",
            ["status"] = "pending",
        });
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
        else if (found.IsFailed)
        {
            (data["status"], data["error"]) = ("failed", found.Error);
        }

        data["timestamp"] = found.Timestamp();
        await SullyAnswers.WriteOldAsync(context, stage.Clock, data);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } found)
        {
            await book.DeleteAsync(found);
            await SullyAnswers.WriteOldAsync(context, stage.Clock, data: null);
        }
    }

    // The stream itself is not there; a client that asks for a token all the same gets one.
    private async Task MakeTokenAsync(HttpContext context)
    {
        if (await SullyBody.ReadAsync(context, Errors) is not { } body)
        {
            return;
        }

        if (!(body["expiresIn"] is JsonValue value && value.TryGetValue<int>(out var seconds) && seconds is >= ShortestToken and <= LongestToken))
        {
            await Errors.WriteAsync(context, StatusCodes.Status400BadRequest, $"expiresIn must be a whole number from {ShortestToken} to {LongestToken}");
            return;
        }

        var token = stage.Seeds.Uuid($"stream-token:{Interlocked.Increment(ref _tokens)}");
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, JsonAnswer.Object(json => json.WriteString("token", $"emulated-{token}")));
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
