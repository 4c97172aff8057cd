using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver.Expecting;

/// <summary>What is counted of what is expected. No label ever holds an id.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class LedgerMetrics : IDisposable
{
    private readonly Meter _meter = new(DeliveryMetrics.MeterName);
    private readonly Counter<long> _expected;
    private readonly Counter<long> _asked;
    private readonly Counter<long> _pulled;
    private readonly ConcurrentDictionary<DeliveryId, string> _overdue = new();

    public LedgerMetrics()
    {
        _expected = _meter.CreateCounter<long>("posthorn_sessions_expected_total", description: "Expectations that are on disk.");
        _asked = _meter.CreateCounter<long>("posthorn_sessions_overdue_checks_total", description: "Looks for what was due, by outcome.");
        _pulled = _meter.CreateCounter<long>("posthorn_sessions_reconciled_total", description: "Notifications that never came and were pulled, by type.");
        _ = _meter.CreateObservableGauge(
            "posthorn_sessions_overdue", Overdue, description: "What this process has asked for in vain so far and will ask for again.");
    }

    public void Expected(string source) => _expected.Add(1, new KeyValuePair<string, object?>("source", source));

    public void Attempted(string source, DeliveryId delivery, AttemptOutcome outcome)
    {
        if (outcome is AttemptOutcome.Waiting or AttemptOutcome.HandlerFailed)
        {
            _overdue[delivery] = source;
        }
        else
        {
            _ = _overdue.TryRemove(delivery, out _);
        }

        _asked.Add(1, new("source", source), new("outcome", outcome.Code));
    }

    public void Pulled(string source, string type, bool again)
    {
        if (!again)
        {
            _pulled.Add(1, new("source", source), new("type", type));
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Overdue() =>
        _overdue.Values.CountBy(static source => source).Select(static one => new Measurement<int>(one.Value, new KeyValuePair<string, object?>("source", one.Key)));
}
