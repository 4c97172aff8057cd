using System.Text.Json;

namespace Posthorn.Receiver.Links;

/// <summary>An answer of any kind, as JSON.</summary>
public sealed record RawDocument : VendorDocument, IVendorDocument<RawDocument>
{
    /// <inheritdoc />
    public static RawDocument Read(JsonElement json) => new() { Json = json };
}
