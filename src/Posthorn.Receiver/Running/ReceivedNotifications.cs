using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Running;

/// <summary>The log and its replays, in the words of a receiver.</summary>
internal sealed class ReceivedNotifications(ReceiverHost host, TimeProvider clock) : IReceivedNotifications
{
    private const int MostListed = 500;
    private const string HandlerScheme = "handler:";

    private ReceiverEngine Engine => host.Engine ?? throw new InvalidOperationException("The receiver is not started, or is stopping.");

    public async Task<IReadOnlyList<DeadNotification>> ListDeadAsync(string source, int limit = 100, CancellationToken cancellationToken = default)
    {
        var (engine, dead) = (Engine, new List<DeadNotification>());
        long? before = null;
        do
        {
            var page = await engine.History.ListDeliveriesAsync(
                new(PartnerKey(engine, source), EndpointKey: null, DeliveryState.Dead, before, Math.Clamp(limit, 1, MostListed)), cancellationToken);
            dead.AddRange(page.Deliveries.Select(one => new DeadNotification(
                one.Id.ToString(), one.EventId.ToString(), one.EventType, HandlerOf(engine, one.EndpointKey), one.Attempts, one.LastOutcome, one.ChangedAt)));
            before = page.Next;
        }
        while (before is not null && dead.Count < limit);

        return dead.Count > limit ? dead[..limit] : dead;
    }

    public async Task<bool> ReplayAsync(string deliveryId)
    {
        var engine = Engine;
        if (!DeliveryId.TryParse(deliveryId, out var id) || await engine.History.FindDeliveryAsync(id, CancellationToken.None) is not { } delivery)
        {
            return false;
        }

        var outcome = await engine.Replays.ReplayAsync(id, clock.GetUtcNow());
        engine.Wake(delivery.EndpointKey);
        return outcome is ReplayOutcome.Due or ReplayOutcome.InFlight;
    }

    public async Task BackfillAsync(string source, string handler, DateTimeOffset? since = null)
    {
        var engine = Engine;
        var endpoint = engine.Directory.Of(PartnerKey(engine, source)).FirstOrDefault(one => one.Settings.Url == HandlerScheme + handler)
            ?? throw new ArgumentException("There is no such handler.", nameof(handler));
        _ = await engine.Replaying.StartAsync(endpoint.Key, since, until: null, ReplayStates.Missed);
    }

    private static long PartnerKey(ReceiverEngine engine, string source) =>
        (engine.Directory.FindPartner(Source.PartnerIdOf(source)) ?? throw new ArgumentException("There is no such source.", nameof(source))).Key;

    private static string HandlerOf(ReceiverEngine engine, long endpointKey) =>
        engine.Directory.Find(endpointKey) is { } endpoint ? endpoint.Settings.Url[HandlerScheme.Length..] : string.Empty;
}
