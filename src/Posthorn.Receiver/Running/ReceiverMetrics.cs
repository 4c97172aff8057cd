using System.Diagnostics.Metrics;
using Posthorn.Delivery.Recording;
using Posthorn.Receiver.Doors;

namespace Posthorn.Receiver.Running;

/// <summary>What is counted of what is received. No label ever holds an id or a payload.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ReceiverMetrics : IDisposable
{
    private readonly Meter _meter = new(DeliveryMetrics.MeterName);
    private readonly Counter<long> _received;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _handled;

    public ReceiverMetrics()
    {
        _received = _meter.CreateCounter<long>("posthorn_notifications_received_total", description: "Notifications that are on disk and acknowledged, repetitions included.");
        _refused = _meter.CreateCounter<long>("posthorn_notifications_refused_total", description: "Requests that were not accepted, by reason.");
        _duplicates = _meter.CreateCounter<long>("posthorn_notifications_duplicate_total", description: "Repetitions of what was received before.");
        _conflicts = _meter.CreateCounter<long>("posthorn_notifications_conflict_total", description: "Other content under an id that was used before.");
        _stale = _meter.CreateCounter<long>("posthorn_notifications_stale_total", description: "Calls of handlers with a notification that a newer one had overtaken.");
        _handled = _meter.CreateCounter<long>("posthorn_notifications_handled_total", description: "Calls of handlers, by outcome.");
    }

    public void Ended(string source, Reception reception)
    {
        if (reception.Refusal == Refusal.None)
        {
            _received.Add(1, Of(source));
        }
        else
        {
            Refused(source, reception.Reason);
        }
    }

    public void Refused(string source, string reason) => _refused.Add(1, Of(source), new("reason", reason));

    public void Duplicate(string source) => _duplicates.Add(1, Of(source));

    public void Conflict(string source) => _conflicts.Add(1, Of(source));

    public void Stale() => _stale.Add(1);

    public void Handled(string outcome) => _handled.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Of(string source) => new("source", source);
}
