using System.Text.Json.Serialization;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Json;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LowerCaseWord<CheckLevel>), typeof(LowerCaseWord<CheckOutcome>)])]
[JsonSerializable(typeof(JsonDocumentOfReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
