namespace Posthorn.Server.Metrics;

/// <summary>How a family behaves, in Prometheus's words.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
