using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: one diagnosis.</summary>
public sealed record SukiDiagnosis
{
    /// <summary>The same diagnosis in one or more code systems.</summary>
    public IReadOnlyList<SukiCode> Codes { get; init; } = [];

    /// <summary>The note on it.</summary>
    public string? Note { get; init; }

    /// <summary>The vendor's indicator of the side of the body.</summary>
    public int? LateralityIndicator { get; init; }

    /// <summary>The vendor's flag for codes that are put together afterwards.</summary>
    public int? PostCoordLexFlag { get; init; }

    /// <summary>Never the diagnosis.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(SukiDiagnosis);

    internal static SukiDiagnosis Read(JsonElement value) => new()
    {
        Codes = [.. value.ItemsOf("codes").Select(SukiCode.Read)],
        Note = value.TextOf("diagnosis_note"),
        LateralityIndicator = value.NumberOf("laterality_indicator"),
        PostCoordLexFlag = value.NumberOf("post_coord_lex_flag"),
    };
}
