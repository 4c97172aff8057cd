using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: what was said in a session.</summary>
public sealed record SukiTranscripts : VendorDocument, IVendorDocument<SukiTranscripts>
{
    /// <summary>The pieces, in the vendor's order.</summary>
    public IReadOnlyList<SukiTranscript> Pieces { get; init; } = [];

    /// <inheritdoc />
    public static SukiTranscripts Read(JsonElement json) => new() { Json = json, Pieces = [.. json.ItemsOf("final_transcript").Select(SukiTranscript.Read)] };
}
