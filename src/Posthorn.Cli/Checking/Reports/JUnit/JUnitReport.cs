using System.Globalization;
using System.Text;
using System.Xml;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.JUnit;

/// <summary>Report → the XML of JUnit, which every CI system reads: a suite for each level, a case for each check.</summary>
/// <remarks>
/// A case fails where it fails the run, so that the file is red exactly when the exit code is 1. What is only advised and fails a run that is not
/// strict is a skipped case whose message says so: the format has no warning, and a pass would hide it.
/// </remarks>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    public static byte[] Of(CheckReport report, bool strict)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            Write(xml, report, strict);
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static void Write(XmlWriter xml, CheckReport report, bool strict)
    {
        xml.WriteStartElement("testsuites");
        Attribute(xml, "name", $"posthorn check {ShownTarget.Of(report.Target)}");
        WriteCounts(xml, [.. report.Results], strict);
        Attribute(xml, "time", Seconds(report.Took));
        foreach (var level in report.Results.GroupBy(static one => one.Level).OrderByDescending(static group => group.Key))
        {
            WriteSuite(xml, report, level.Key, [.. level], strict);
        }

        xml.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter xml, CheckReport report, CheckLevel level, CheckResult[] results, bool strict)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"{report.Profile} {ReportWords.Of(level)}");
        WriteCounts(xml, results, strict);
        Attribute(xml, "time", Seconds(results.Aggregate(TimeSpan.Zero, static (sum, one) => sum + one.Took)));
        Attribute(xml, "timestamp", report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        WriteProperties(xml, report, strict);
        foreach (var result in results)
        {
            WriteCase(xml, report, result, strict);
        }

        xml.WriteEndElement();
    }

    private static void WriteProperties(XmlWriter xml, CheckReport report, bool strict)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[] { ("target", ShownTarget.Of(report.Target)), ("evidence", report.Evidence), ("strict", strict ? "true" : "false") })
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, CheckReport report, CheckResult result, bool strict)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"posthorn.check.{report.Profile}.{ReportWords.Of(result.Level)}");
        Attribute(xml, "name", $"{result.Id}: {result.Title}");
        Attribute(xml, "time", Seconds(result.Took));
        if (IsFailure(result, strict))
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "type", ReportWords.Of(result.Level));
            Attribute(xml, "message", result.Finding);
            xml.WriteString(XmlText.Of(
                $"{result.Finding}\n\nThe contract: {result.Contract} ({result.Source})\nWhy it matters: {result.Why}\nHow to mend it: {result.Fix}\n"));
            xml.WriteEndElement();
        }
        else if (result.Outcome != CheckOutcome.Passed)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", WhyNoVerdict(result));
            xml.WriteEndElement();
        }

        if (result.Exchanges.Count > 0)
        {
            xml.WriteElementString("system-out", XmlText.Of(string.Concat(result.Exchanges.Select(static one => $"Sent: {one.Sent}\nCame back: {one.Received}\n"))));
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, CheckResult[] results, bool strict)
    {
        var failures = results.Count(one => IsFailure(one, strict));
        Attribute(xml, "tests", Text(results.Length));
        Attribute(xml, "failures", Text(failures));
        Attribute(xml, "errors", "0");
        Attribute(xml, "skipped", Text(results.Count(static one => one.Outcome != CheckOutcome.Passed) - failures));
    }

    private static string WhyNoVerdict(CheckResult result) => result.Outcome switch
    {
        CheckOutcome.Failed => $"{ReportWords.Of(result.Level)}, which does not fail this run: {result.Finding} {result.Fix}",
        CheckOutcome.Unproven => $"Unproven: {result.Finding}",
        _ => $"Not asked: {WithoutPrefix(result.Finding)}",
    };

    private static string WithoutPrefix(string finding) => finding.StartsWith("Not asked: ", StringComparison.Ordinal) ? finding["Not asked: ".Length..] : finding;

    private static bool IsFailure(CheckResult result, bool strict) =>
        result.Outcome == CheckOutcome.Failed && result.Level >= (strict ? CheckLevel.Should : CheckLevel.Must);

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlText.Of(value));

    private static string Seconds(TimeSpan took) => took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
