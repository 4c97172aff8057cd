using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Gateway.Forwarding;

/// <summary>Due → read → placed among its like → forwarded to the destination of that name.</summary>
internal sealed partial class GatewayDestination(
    ForwardingCatalog catalog, LiveSources sources, IHistory history, ILogger<GatewayDestination> logger) : IDestination
{
    /// <summary>The configuration has no destination of that name any more.</summary>
    public const string Missing = "destination_missing";

    public async ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop)
    {
        // Whoever brought the delivery may be the request that it came with: the sender's answer does not wait for a destination.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        // What came straight from its commit has its body alone; the profile is verbatim, so the two are the same bytes.
        delivery.Body = delivery.Body.IsEmpty ? delivery.Data : delivery.Body;
        if (RenderedBody.Hash(delivery.Body.Span) != delivery.BodyHash)
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        var source = sources.All.FirstOrDefault(one => one.PartnerId == endpoint.Partner.Id);
        if (source is null || catalog.Find(endpoint.Settings.Url) is not { } forwarding)
        {
            Log.Missing(logger, endpoint.Settings.Url, endpoint.Partner.Id);
            return new AttemptOutcome.HandlerFailed(Missing);
        }

        return Notification.TryRead(source.Profile, delivery.Body, out var notification, out _)
            ? await forwarding.ForwardAsync(endpoint, delivery, await DescribeAsync(source, endpoint, delivery, notification, stop), at, stop)
            : new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
    }

    private async ValueTask<ForwardedEvent> DescribeAsync(
        Source source, Endpoint endpoint, DueDelivery delivery, Notification notification, CancellationToken stop)
    {
        var receipts = await history.ReceiptsAsync(endpoint.Partner.Key, Resources.Of(notification), stop);
        var own = receipts.FirstOrDefault(one => one.Id == delivery.EventId);
        return new(
            delivery.EventId.ToString(),
            delivery.Id.ToString(),
            delivery.EventType,
            source.Name,
            notification.Subject,
            delivery.OccurredAt,
            own?.AcceptedAt ?? delivery.ScheduleStart,
            own is null ? Standing.First : StandingAmong.Of(own, receipts),
            delivery.Attempt);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DestinationMissing, LogLevel.Error, "There is no {Destination} for what was received from {Source}; it is kept and tried again")]
        public static partial void Missing(ILogger logger, string destination, string source);
    }
}
