using System.Text.Json;
using System.Text.Json.Serialization;

namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>Levels and outcomes as the words that they are, in lower case.</summary>
internal sealed class LowerCaseWord<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
