using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: one section of a note.</summary>
public sealed record SukiSection
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its LOINC code.</summary>
    public string? LoincCode { get; init; }

    /// <summary>Its text.</summary>
    public string? Content { get; init; }

    /// <summary>What it was made from, as the vendor has it.</summary>
    public IReadOnlyList<JsonElement> SourceTranscripts { get; init; } = [];

    /// <summary>Never the section.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(SukiSection);

    internal static SukiSection Read(JsonElement section) => new()
    {
        Title = section.TextOf("title"),
        LoincCode = section.TextOf("loinc_code"),
        Content = section.TextOf("content"),
        SourceTranscripts = [.. section.ItemsOf("source_transcripts")],
    };
}
