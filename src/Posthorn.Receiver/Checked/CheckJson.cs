using System.Text.Json.Serialization;

namespace Posthorn.Receiver.Checked;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckConsent))]
[JsonSerializable(typeof(EffectCount))]
internal sealed partial class CheckJson : JsonSerializerContext;
