using System.Text.Json.Serialization;

namespace Posthorn.Proof.Killing.Reporting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KillingReport))]
internal sealed partial class KillingJson : JsonSerializerContext;
