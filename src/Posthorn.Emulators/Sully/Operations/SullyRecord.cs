using System.Text;
using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>What Sully knows of an operation beyond its state. Kept in the store, as one document.</summary>
internal sealed record SullyRecord
{
    /// <summary>Of a note: soap, note_style or note_template.</summary>
    public string NoteType { get; init; } = "soap";

    /// <summary>Of a note: whether its JSON is asked for.</summary>
    public bool IncludesJson { get; init; } = true;

    /// <summary>Of a coding: what is to be coded.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a transcription: whether each speaker has a channel.</summary>
    public bool IsMultichannel { get; init; }

    /// <summary>What was asked for when it was made, in the words of an id that asks for it; null where nothing was.</summary>
    public string? Outcome { get; init; }

    /// <summary>Somebody has deleted it: for whoever asks it is not there.</summary>
    public bool IsDeleted { get; init; }

    public static SullyRecord? Of(ReadOnlyMemory<byte>? json) =>
        json is { } bytes && JsonNode.Parse(bytes.Span) is JsonObject document
            ? new()
            {
                NoteType = document.TextOf("note_type") ?? "soap",
                IncludesJson = document["includes_json"]?.GetValue<bool>() ?? true,
                Text = document.TextOf("text") ?? "",
                IsMultichannel = document["is_multichannel"]?.GetValue<bool>() ?? false,
                Outcome = document.TextOf("outcome"),
                IsDeleted = document["is_deleted"]?.GetValue<bool>() ?? false,
            }
            : null;

    public ReadOnlyMemory<byte> ToJson() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["note_type"] = NoteType,
        ["includes_json"] = IncludesJson,
        ["text"] = Text,
        ["is_multichannel"] = IsMultichannel,
        ["outcome"] = Outcome,
        ["is_deleted"] = IsDeleted,
    }.ToJsonString());
}
