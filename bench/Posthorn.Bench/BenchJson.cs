using System.Text.Json.Serialization;
using Posthorn.Bench.Comparing;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Receiving;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Waiting;

namespace Posthorn.Bench;

/// <summary>How the records of the bench look in JSON, made at compile time so that a trimmed program can do it too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishPlan))]
[JsonSerializable(typeof(PublishCounts))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReceiveReport))]
[JsonSerializable(typeof(WaitingReport))]
[JsonSerializable(typeof(ComparingReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
