using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Recording;

namespace Posthorn.Server.Logging;

/// <summary>Logs as lines of JSON: one object a line, for machines first.</summary>
internal sealed class JsonLineLoggerProvider : ILoggerProvider
{
    private readonly LogPipe _pipe;
    private readonly TimeProvider _clock;
    private readonly Meter _meter = new(DeliveryMetrics.MeterName);

    public JsonLineLoggerProvider(Stream output, TimeProvider clock)
    {
        (_pipe, _clock) = (new(output), clock);
        _ = _meter.CreateObservableCounter("posthorn_log_lines_dropped_total", () => _pipe.Dropped, description: "Log lines that whoever reads the log was too slow for.");
    }

    public ILogger CreateLogger(string categoryName) => new JsonLineLogger(categoryName, _pipe, _clock);

    public void Dispose()
    {
        _meter.Dispose();
        _pipe.Dispose();
    }
}
