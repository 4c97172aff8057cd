using System.Diagnostics.Metrics;
using System.Numerics;
using Posthorn.Delivery.Recording;

namespace Posthorn.Server.Metrics;

/// <summary>Listens to the engine's instruments and keeps their numbers, ready to be shown.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<int>(static (_, value, labels, family) => Record(family, value, labels));
        _listener.SetMeasurementEventCallback<long>(static (_, value, labels, family) => Record(family, value, labels));
        _listener.SetMeasurementEventCallback<double>(static (_, value, labels, family) => Record(family, value, labels));
        _listener.Start();
    }

    /// <summary>Asks the instruments that must be asked, and gives all families in the order of their names.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        lock (_gate)
        {
            _listener.RecordObservableInstruments();
            return [.. _families.Values.OrderBy(static family => family.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name != DeliveryMetrics.MeterName)
        {
            return;
        }

        MetricFamily? family;
        lock (_gate)
        {
            // A name is one family, also where a second engine in the process has an instrument of the same name.
            if (!_families.TryGetValue(instrument.Name, out family))
            {
                var kind = KindOf(instrument);
                family = new(instrument, kind, kind == MetricKind.Histogram ? MetricBuckets.Of(instrument.Name) : []);
                _families.Add(instrument.Name, family);
            }
        }

        listener.EnableMeasurementEvents(instrument, family);
    }

    private static MetricKind KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => MetricKind.Counter,
        "Histogram" => MetricKind.Histogram,
        _ => MetricKind.Gauge,
    };

    private static void Record<T>(object? state, T value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        where T : struct, INumber<T>
    {
        // None where the instrument's meter is disposed of in this moment, as that of another engine in the process.
        if (state is not MetricFamily family || family.Find(labels) is not { } series)
        {
            return;
        }

        var number = double.CreateTruncating(value);
        if (family.Kind == MetricKind.Histogram)
        {
            series.Observe(number);
        }
        else if (family.TellsTotals)
        {
            series.Set(number);
        }
        else
        {
            series.Add(number);
        }
    }
}
