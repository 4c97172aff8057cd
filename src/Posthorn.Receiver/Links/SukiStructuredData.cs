using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki: the structured data of a session or of an encounter.</summary>
public sealed record SukiStructuredData : VendorDocument, IVendorDocument<SukiStructuredData>
{
    /// <summary>The diagnoses.</summary>
    public IReadOnlyList<SukiDiagnosis> Diagnoses { get; init; } = [];

    /// <summary>The orders, as the vendor has them. Encounters have them; sessions do not.</summary>
    public JsonElement? Orders { get; init; }

    /// <summary>The forms that were filled in, of a form-filling session.</summary>
    public IReadOnlyList<JsonElement> GeneratedValues { get; init; } = [];

    /// <inheritdoc />
    public static SukiStructuredData Read(JsonElement json)
    {
        var data = json.Member("structured_data");
        return new()
        {
            Json = json,
            Diagnoses = [.. data.Member("diagnoses").ItemsOf("values").Select(SukiDiagnosis.Read)],
            Orders = data.ElementOf("orders"),
            GeneratedValues = [.. data.ItemsOf("generated_values")],
        };
    }
}
