using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: the note of a session or of an encounter.</summary>
public sealed record SukiContents : VendorDocument, IVendorDocument<SukiContents>
{
    /// <summary>The sections of the note, in the vendor's order.</summary>
    public IReadOnlyList<SukiSection> Sections { get; init; } = [];

    /// <summary>Structured data beside the note. Only some versions of the vendor's documents have it.</summary>
    public JsonElement? StructuredData { get; init; }

    /// <inheritdoc />
    public static SukiContents Read(JsonElement json) => new()
    {
        Json = json,
        Sections = [.. json.ItemsOf("summary").Select(SukiSection.Read)],
        StructuredData = json.ElementOf("structured_data"),
    };
}
