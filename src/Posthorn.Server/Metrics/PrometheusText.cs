using System.Globalization;
using System.Text;

namespace Posthorn.Server.Metrics;

/// <summary>Writes families in Prometheus's text format, version 0.0.4.</summary>
/// <remarks>Source: https://prometheus.io/docs/instrumenting/exposition_formats/.</remarks>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            _ = text.Append("# HELP ").Append(family.Name).Append(' ').Append(EscapeHelp(family.Description)).Append('\n')
                .Append("# TYPE ").Append(family.Name).Append(' ').Append(NameOf(family.Kind)).Append('\n');

            // A counter that nothing has happened to is zero, not absent: alerts are written on rates.
            if (family.Kind == MetricKind.Counter && family.Series.IsEmpty)
            {
                Line(text, family.Name, string.Empty, 0);
            }

            foreach (var series in family.Series)
            {
                Write(text, family, series);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        var labels = string.Join(',', series.Labels.Select(static one => $"{one.Key}=\"{EscapeLabel(one.Value?.ToString() ?? string.Empty)}\""));
        if (family.Kind != MetricKind.Histogram)
        {
            Line(text, family.Name, labels, series.Value);
            return;
        }

        var comma = labels.Length == 0 ? string.Empty : ",";
        long count = 0;
        for (var i = 0; i <= series.Bounds.Length; i++)
        {
            count += series.CountIn(i);
            var bound = i < series.Bounds.Length ? Number(series.Bounds[i]) : "+Inf";
            Line(text, family.Name + "_bucket", $"{labels}{comma}le=\"{bound}\"", count);
        }

        Line(text, family.Name + "_sum", labels, series.Value);
        Line(text, family.Name + "_count", labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        _ = text.Append(name);
        if (labels.Length > 0)
        {
            _ = text.Append('{').Append(labels).Append('}');
        }

        _ = text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string NameOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString(CultureInfo.InvariantCulture);

    private static string EscapeHelp(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeLabel(string text) => EscapeHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
