using System.Text.Json;
using System.Text.Json.Serialization;

namespace Posthorn.Relay.Wire;

/// <summary>How the relay writes JSON: snake_case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ArrivalHead))]
[JsonSerializable(typeof(ArrivalPage))]
[JsonSerializable(typeof(RequestHead))]
[JsonSerializable(typeof(StreamNote))]
[JsonSerializable(typeof(Told))]
internal sealed partial class RelayJson : JsonSerializerContext;
