using System.Text;
using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What Suki knows of a session beyond its state. Kept in the store, as one document.</summary>
internal sealed record SukiRecord
{
    /// <summary>What the client said of the visit.</summary>
    public JsonObject Context { get; init; } = [];

    /// <summary>What a client calls a form-filling session; null where it calls it nothing.</summary>
    public string? Correlation { get; init; }

    /// <summary>How much audio came, in bytes.</summary>
    public long AudioBytes { get; init; }

    /// <summary>When the recording began, as the client said; null where it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Whether a stream was aborted: a note is made, and the session can be gone on with.</summary>
    public bool IsResumable { get; init; }

    /// <summary>How many notes were asked for so far.</summary>
    public int Rounds { get; init; }

    public static SukiRecord Of(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } bytes || JsonNode.Parse(bytes.Span) is not JsonObject document)
        {
            return new();
        }

        return new()
        {
            Context = (document["context"] as JsonObject)?.DeepClone().AsObject() ?? [],
            Correlation = SukiBody.Text(document, "correlation_id"),
            AudioBytes = document["audio_bytes"]?.GetValue<long>() ?? 0,
            StartedAt = document["started_at"]?.GetValue<DateTimeOffset>(),
            IsResumable = document["is_resumable"]?.GetValue<bool>() ?? false,
            Rounds = document["rounds"]?.GetValue<int>() ?? 0,
        };
    }

    public ReadOnlyMemory<byte> ToJson() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["context"] = Context.DeepClone(),
        ["correlation_id"] = Correlation,
        ["audio_bytes"] = AudioBytes,
        ["started_at"] = StartedAt,
        ["is_resumable"] = IsResumable,
        ["rounds"] = Rounds,
    }.ToJsonString());
}
