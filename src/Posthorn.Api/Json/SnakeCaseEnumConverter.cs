using System.Text.Json;
using System.Text.Json.Serialization;

namespace Posthorn.Api.Json;

/// <summary>Names, never numbers: a number would let the order of an enum reach the wire.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
