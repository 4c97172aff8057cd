using System.Diagnostics.Metrics;

namespace Posthorn.Delivery.Recording;

/// <summary>What is counted and measured. No label ever holds an id, a payload or an address.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class DeliveryMetrics : IDisposable
{
    public const string MeterName = "Posthorn";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _dead;
    private readonly Histogram<int> _commitBatch;
    private readonly Histogram<double> _accept;
    private readonly Histogram<double> _attempt;
    private readonly Histogram<double> _arrival;
    private readonly Histogram<double> _claim;

    public DeliveryMetrics()
    {
        _accepted = _meter.CreateCounter<long>("posthorn_events_accepted_total", description: "Events that are on disk.");
        _delivered = _meter.CreateCounter<long>("posthorn_deliveries_delivered_total", description: "Deliveries that an endpoint acknowledged.");
        _failed = _meter.CreateCounter<long>("posthorn_attempts_failed_total", description: "Attempts that did not deliver, by outcome.");
        _dead = _meter.CreateCounter<long>("posthorn_deliveries_dead_total", description: "Deliveries that ended undelivered.");
        _commitBatch = _meter.CreateHistogram<int>("posthorn_commit_batch_size", description: "Changes in one commit.");
        _accept = _meter.CreateHistogram<double>("posthorn_accept_seconds", "s", "From the event at the door to its commit.");
        _attempt = _meter.CreateHistogram<double>("posthorn_attempt_seconds", "s", "One attempt, from name lookup to answer.");
        _arrival = _meter.CreateHistogram<double>("posthorn_arrival_seconds", "s", "From acceptance to the acknowledgement of a first attempt.");
        _claim = _meter.CreateHistogram<double>("posthorn_claim_seconds", "s", "One claim of due deliveries.");
    }

    public void Accepted(int events, TimeSpan took)
    {
        Add(_accepted, events);
        Record(_accept, took.TotalSeconds);
    }

    public void Delivered(TimeSpan took, TimeSpan? sinceAccepted)
    {
        Add(_delivered, 1);
        Record(_attempt, took.TotalSeconds);
        if (sinceAccepted is { } arrival)
        {
            Record(_arrival, arrival.TotalSeconds);
        }
    }

    public void Failed(string outcome, TimeSpan took)
    {
        Add(_failed, 1, new("outcome", outcome));
        Record(_attempt, took.TotalSeconds);
    }

    public void Dead() => Add(_dead, 1);

    public void Committed(int changes) => Record(_commitBatch, changes);

    public void Claimed(TimeSpan took) => Record(_claim, took.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    // Whoever listens is called here, in the middle of a delivery. What it throws, the delivery must not pay for.
    private static void Add(Counter<long> counter, long count)
    {
        try
        {
            counter.Add(count);
        }
        catch (Exception)
        {
            // The listener's loss.
        }
    }

    private static void Add(Counter<long> counter, long count, KeyValuePair<string, object?> tag)
    {
        try
        {
            counter.Add(count, tag);
        }
        catch (Exception)
        {
            // The listener's loss.
        }
    }

    private static void Record<T>(Histogram<T> histogram, T value)
        where T : struct
    {
        try
        {
            histogram.Record(value);
        }
        catch (Exception)
        {
            // The listener's loss.
        }
    }
}
