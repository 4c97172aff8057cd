using System.Diagnostics.Metrics;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Metrics;

/// <summary>What waits, measured when somebody looks: how many deliveries, how late the latest is, and how the lanes are.</summary>
internal sealed class BacklogGauges : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new(DeliveryMetrics.MeterName);
    private readonly IHistory _history;
    private readonly LaneSet _lanes;
    private readonly TimeProvider _clock;
    private Backlog _backlog = new(0, 0, null);
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public BacklogGauges(IHistory history, LaneSet lanes, FeedReaders readers, TimeProvider clock)
    {
        (_history, _lanes, _clock) = (history, lanes, clock);
        _ = _meter.CreateObservableGauge("posthorn_deliveries_pending", () => _backlog.Pending, description: "Deliveries that have not ended.");
        _ = _meter.CreateObservableGauge("posthorn_deliveries_dead", () => _backlog.Dead, description: "Deliveries that ended undelivered and are kept.");
        _ = _meter.CreateObservableGauge("posthorn_oldest_due_age_seconds", OldestAge, "s", "How long the oldest due delivery has waited for its attempt.");
        _ = _meter.CreateObservableGauge("posthorn_feed_readers_waiting", () => readers.Count, description: "Readers that wait for something to come into a partner's feed.");
        _ = _meter.CreateObservableGauge("posthorn_lanes", Lanes, description: "Lanes of endpoints by state.");
    }

    /// <summary>Asks the store, unless it was asked a moment ago: nobody's scraping may cost deliveries.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (now - _readAt >= Fresh)
        {
            _readAt = now;
            _backlog = await _history.BacklogAsync(cancellationToken);
        }
    }

    public void Dispose() => _meter.Dispose();

    private double OldestAge() => _backlog.OldestDue is { } due ? Math.Max(0, (_clock.GetUtcNow() - due).TotalSeconds) : 0;

    private IEnumerable<Measurement<int>> Lanes()
    {
        var lanes = _lanes.All.Select(static lane => lane.Mode).ToList();
        foreach (var mode in Enum.GetValues<LaneMode>())
        {
            yield return new(lanes.Count(one => one == mode), new KeyValuePair<string, object?>("state", NameOf(mode)));
        }
    }

    private static string NameOf(LaneMode mode) => mode switch
    {
        LaneMode.Active => "active",
        LaneMode.Failing => "failing",
        LaneMode.Disabled => "disabled",
        LaneMode.Elsewhere => "elsewhere",
        _ => "stopping",
    };
}
