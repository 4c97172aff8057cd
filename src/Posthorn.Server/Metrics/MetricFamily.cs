using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Posthorn.Server.Metrics;

/// <summary>One instrument and its series: one for each set of labels that has occurred.</summary>
/// <remarks>Safe for any number of threads. Recording into a series that exists allocates nothing and takes no lock.</remarks>
internal sealed class MetricFamily(Instrument instrument, MetricKind kind, double[] bounds)
{
    /// <summary>Labels come from our own closed lists. Should one not, the exposition stays of a size that can be read.</summary>
    private const int MostSeries = 500;

    private readonly Lock _adding = new();
    private ImmutableArray<MetricSeries> _series = [];

    public string Name => instrument.Name;

    public string Description => instrument.Description ?? string.Empty;

    public MetricKind Kind => kind;

    /// <summary>Whether a measurement is the whole number so far, and not what is to be added to it.</summary>
    public bool TellsTotals => instrument.IsObservable || kind == MetricKind.Gauge;

    public ImmutableArray<MetricSeries> Series => _series;

    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> labels) => Find(_series, labels) ?? Add(labels);

    private MetricSeries? Add(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (_adding)
        {
            if (Find(_series, labels) is { } there)
            {
                return there;
            }

            if (_series.Length == MostSeries)
            {
                return null;
            }

            var added = new MetricSeries(labels.ToArray(), bounds);
            _series = _series.Add(added);
            return added;
        }
    }

    private static MetricSeries? Find(ImmutableArray<MetricSeries> series, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        foreach (var one in series)
        {
            if (one.Has(labels))
            {
                return one;
            }
        }

        return null;
    }
}
