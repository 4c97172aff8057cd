using System.Globalization;

namespace Posthorn.Bench.Running;

/// <summary>Reads the text that <c>/metrics</c> answers with.</summary>
internal static class MetricsText
{
    /// <summary>Sum and count of a histogram over all its labels; zeros where it is not there.</summary>
    public static (double Sum, double Count) Histogram(string text, string name)
        => (Total(text, name + "_sum"), Total(text, name + "_count"));

    /// <summary>The sum of a series over all its labels; zero where it is not there.</summary>
    public static double Total(string text, string series)
    {
        var total = 0.0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var value = line.LastIndexOf(' ');
            if (line.StartsWith(series, StringComparison.Ordinal) && value >= series.Length && line[series.Length] is ' ' or '{')
            {
                total += double.Parse(line[(value + 1)..], CultureInfo.InvariantCulture);
            }
        }

        return total;
    }
}
