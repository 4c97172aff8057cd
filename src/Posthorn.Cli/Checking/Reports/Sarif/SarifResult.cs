using System.Text.Json;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Sarif;

/// <summary>What did not pass → a result.</summary>
internal static class SarifResult
{
    /// <summary>Whether there is something to tell: what passed, and what was not asked, is no alert.</summary>
    public static bool IsTold(CheckResult result) => result.Outcome is CheckOutcome.Failed or CheckOutcome.Unproven;

    /// <param name="rule">The place of its rule among the rules.</param>
    public static void Write(Utf8JsonWriter json, CheckReport report, CheckResult result, int rule)
    {
        var failed = result.Outcome == CheckOutcome.Failed;
        json.WriteStartObject();
        json.WriteString("ruleId", result.Id);
        json.WriteNumber("ruleIndex", rule);

        // The standard knows a level only for what failed; an open result is one that needs more evidence.
        json.WriteString("kind", failed ? "fail" : "open");
        json.WriteString("level", failed ? SarifRule.LevelOf(result.Level) : "none");
        json.WriteStartObject("message");
        json.WriteString("text", failed ? $"{result.Finding} {result.Fix}" : $"Unproven: {result.Finding}");
        json.WriteEndObject();
        new SarifPlace(report.Target).Write(json);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("posthornCheck/v1", $"{report.Profile}/{result.Id}");
        json.WriteEndObject();
        WriteExchanges(json, result);
        json.WriteEndObject();
    }

    private static void WriteExchanges(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject("properties");
        json.WriteString("contract", result.Contract);
        json.WriteStartArray("exchanges");
        foreach (var exchange in result.Exchanges)
        {
            json.WriteStartObject();
            json.WriteString("sent", exchange.Sent);
            json.WriteString("received", exchange.Received);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
