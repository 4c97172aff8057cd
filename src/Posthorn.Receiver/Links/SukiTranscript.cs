using System.Globalization;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: one piece of what was said.</summary>
public sealed record SukiTranscript
{
    private const double NanosecondsATick = 100;

    /// <summary>The id of the piece.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the recording.</summary>
    public string? RecordingId { get; init; }

    /// <summary>The words.</summary>
    public string? Text { get; init; }

    /// <summary>The language.</summary>
    public string? LanguageId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Where in the recording it begins.</summary>
    public TimeSpan? StartOffset { get; init; }

    /// <summary>Where in the recording it ends.</summary>
    public TimeSpan? EndOffset { get; init; }

    /// <summary>Never the words.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(SukiTranscript);

    internal static SukiTranscript Read(JsonElement piece) => new()
    {
        Id = piece.TextOf("transcript_id"),
        RecordingId = piece.TextOf("recording_id"),
        Text = piece.TextOf("transcript"),
        LanguageId = piece.TextOf("lang_id"),
        StartTime = piece.TimeOf("start_time"),
        EndTime = piece.TimeOf("end_time"),
        StartOffset = OffsetOf(piece.Member("start_offset")),
        EndOffset = OffsetOf(piece.Member("end_offset")),
    };

    private static TimeSpan? OffsetOf(JsonElement offset)
    {
        if (offset.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        // What no recording can have been long enough for is nothing.
        var (hours, minutes, seconds) = (Part(offset, "hours"), Part(offset, "minutes"), Part(offset, "seconds"));
        var whole = (hours * 3600) + (minutes * 60) + seconds;
        return whole is >= 0 and < 1_000_000_000 ? TimeSpan.FromSeconds(whole) + new TimeSpan((long)(Part(offset, "nanos") / NanosecondsATick)) : null;
    }

    private static double Part(JsonElement offset, string name) =>
        double.TryParse(offset.TextOf(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1_000_000_000_000 ? value : 0;
}
