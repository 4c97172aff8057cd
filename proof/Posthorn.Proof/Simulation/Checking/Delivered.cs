using Posthorn.Delivery.Scheduling;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>One delivery and all that happened to it, each list in the order of time.</summary>
internal sealed record Delivered(
    DeliveryRow Row,
    RetrySchedule Schedule,
    IReadOnlyList<Sent> Sent,
    IReadOnlyList<Arrival> Arrivals,
    IReadOnlyList<SettledNote> Settled,
    IReadOnlyList<TimeSpan> Replays)
{
    public string Name => $"event {Row.Event.Sequence} to endpoint {Row.EndpointKey}";

    public static IReadOnlyList<Delivered> All(Ground ground)
    {
        var sent = ground.Network.Sent.ToLookup(static one => (one.EventId, one.EndpointKey));
        var arrivals = ground.Network.Arrivals.ToLookup(static one => (one.EventId, one.EndpointKey));
        var settled = ground.History.Settled.ToLookup(static one => one.Settlement.Delivery.Id);
        var replays = ground.History.Changes.Where(static note => note.Change.Cause == Cause.Replayed).ToLookup(static note => note.Change.After.Id, static note => note.At);

        return
        [
            .. ground.Tables.Deliveries.Select(row =>
            {
                var key = (row.Event.Id.ToString(), row.EndpointKey);
                return new Delivered(
                    row, ground.Settlers.ScheduleOf(row.EndpointKey), [.. sent[key]], [.. arrivals[key]], [.. settled[row.Id]], [.. replays[row.Id]]);
            }),
        ];
    }
}
