using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Receiver.Links;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>The second vendor's: a recording is transcribed, a note is made of the transcript, and codes of the note. Each is told, and each can be fetched.</summary>
internal static class SullyQuickstart
{
    private const int RecordingBytes = 64_000;

    public static async Task<DemoResult> TellAsync(Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var stage = await QuickstartStage.SetUpAsync(Profile.Sully, scenario: null, narrator, clock, cancellationToken);
        var (vendor, sully) = (stage.Vendor, stage.Partner.Services.GetRequiredService<ISullyClient>());
        vendor.DefaultRequestHeaders.Add("X-API-KEY", "demo-key");
        vendor.DefaultRequestHeaders.Add("X-ACCOUNT-ID", "demo-account");

        var transcriptionId = await UploadAsync(vendor, cancellationToken);
        narrator.Say("integration", $"uploaded {RecordingBytes:N0} bytes of audio: {transcriptionId}");
        var (transcription, first) = await NextAsync<AudioTranscriptionSucceeded>(stage, cancellationToken);
        var transcript = transcription?.Transcription ?? string.Empty;

        var noteId = await MakeAsync(vendor, "/v1/notes", "noteId", "transcript", transcript, ""","noteType":{"type":"soap"}""", cancellationToken);
        narrator.Say("integration", $"asked for a SOAP note of the transcript: {noteId}");
        var (note, second) = await NextAsync<NoteGenerationSucceeded>(stage, cancellationToken);

        var codingId = await MakeAsync(vendor, "/v1/codings", "id", "text", note?.Markdown ?? string.Empty, string.Empty, cancellationToken);
        narrator.Say("integration", $"asked for the codes of the note: {codingId}");
        var (coding, third) = await NextAsync<CodingSucceeded>(stage, cancellationToken);

        var pulled = (
            Transcription: (await sully.TranscriptionAsync(transcriptionId, cancellationToken)).Outcome as AudioTranscriptionSucceeded,
            Note: (await sully.NoteAsync(noteId, cancellationToken)).Outcome as NoteGenerationSucceeded,
            Coding: (await sully.CodingAsync(codingId, cancellationToken)).Outcome as CodingSucceeded);
        narrator.Say("partner", "asked for all three by their ids as well");
        var rest = await stage.Partner.CountRestAsync();
        return stage.Conclude(
            requests: 6,
            new("notifications handled", 3, 3 + rest),
            new("signatures that were verified", 3, new[] { first, second, third }.Count(static one => one == Evidence.Signed)),
            new("each tells of what was asked for", 3, Count(transcription?.Id == transcriptionId, note?.Id == noteId, coding?.Id == codingId)),
            new("each has a result", 3, Count(transcript.Length > 0, note?.Markdown?.Length > 0, coding?.Diagnoses.Count > 0)),
            new("asked for, each is the same", 3, Count(
                pulled.Transcription?.Transcription == transcript, pulled.Note?.Markdown == note?.Markdown, pulled.Coding?.Diagnoses.Count == coding?.Diagnoses.Count)));
    }

    private static int Count(params ReadOnlySpan<bool> held)
    {
        var count = 0;
        foreach (var one in held)
        {
            count += one ? 1 : 0;
        }

        return count;
    }

    private static async Task<(T? Notification, Evidence Evidence)> NextAsync<T>(QuickstartStage stage, CancellationToken cancellationToken)
        where T : ResourceNotification
    {
        var handled = await stage.Partner.NextAsync(cancellationToken);
        stage.Narrator.Say("partner", $"handled {handled.Notification.EventType ?? "an unknown notification"} of {handled.Context.Subject}");
        return (handled.Notification as T, handled.Context.Evidence);
    }

    private static async Task<string> UploadAsync(HttpClient vendor, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[RecordingBytes]), "audio", "visit.wav" } };
        var answer = await vendor.PostAsync("/v1/audio/transcriptions", form, cancellationToken).ReadAsync(cancellationToken);
        return answer.GetProperty("data").GetProperty("transcriptionId").GetString()!;
    }

    private static async Task<string> MakeAsync(
        HttpClient vendor, string path, string idName, string textName, string text, string more, CancellationToken cancellationToken)
    {
        var json = $$"""{"{{textName}}":"{{JsonEncodedText.Encode(text)}}"{{more}}}""";
        return (await vendor.PostAsync(path, json, cancellationToken)).GetProperty("data").GetProperty(idName).GetString()!;
    }
}
