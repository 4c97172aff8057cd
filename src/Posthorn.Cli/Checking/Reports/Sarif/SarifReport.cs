using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Posthorn.Cli.Printing;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Sarif;

/// <summary>Report → SARIF 2.1.0, which code scanning reads: every check is a rule, what failed or stayed unproven a result.</summary>
internal static class SarifReport
{
    private const string Version = "2.1.0";
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="version">Of the program, for the driver.</param>
    public static byte[] Of(CheckReport report, bool strict, string version)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", Version);
            json.WriteStartArray("runs");
            WriteRun(json, report, strict, version);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static void WriteRun(Utf8JsonWriter json, CheckReport report, bool strict, string version)
    {
        json.WriteStartObject();
        WriteTool(json, report, version);
        WriteInvocation(json, report, strict);
        new SarifPlace(report.Target).WriteBase(json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var (index, result) in report.Results.Index().Where(static one => SarifResult.IsTold(one.Item)))
        {
            SarifResult.Write(json, report, result, index);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("profile", report.Profile);
        json.WriteString("evidence", report.Evidence);
        json.WriteBoolean("strict", strict);
        json.WriteBoolean("passed", report.IsPassed(strict));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, CheckReport report, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", CommandTree.Name);
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var result in report.Results)
        {
            SarifRule.Write(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, CheckReport report, bool strict)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();

        // Whether the check could be done, not whether the target passed it.
        json.WriteBoolean("executionSuccessful", true);
        json.WriteNumber("exitCode", TerminalReport.ExitCode(report, strict));
        json.WriteString("startTimeUtc", Times.Text(report.StartedAt));
        json.WriteString("endTimeUtc", Times.Text(report.StartedAt + report.Took));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
