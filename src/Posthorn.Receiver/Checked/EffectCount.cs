using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Checked;

/// <summary>What the notifications about one subject have done, as the log knows it.</summary>
/// <param name="Applied">How many notifications a handler has taken that were neither repetitions nor older than what it had been told before.</param>
/// <param name="BodySha256">The SHA-256 of the body of the newest of them, in hex.</param>
internal sealed record EffectCount(int Applied, [property: JsonPropertyName("body_sha256")] string? BodySha256)
{
    private static readonly string Handled = HandlerResult.Done.ToString();

    public static async Task<EffectCount> OfAsync(IHistory history, Source source, long partnerKey, string subject, CancellationToken cancellationToken)
    {
        ReceiptView? newest = null;
        ReadOnlyMemory<byte> held = default;
        var applied = 0;
        foreach (var arrival in await history.ArrivalsAsync(partnerKey, subject, cancellationToken))
        {
            if (!(await history.DeliveriesOfAsync(arrival.Id, cancellationToken)).Any(static one => one.State == DeliveryState.Delivered && one.LastOutcome == Handled)
                || await history.FindEventAsync(arrival.Id, cancellationToken) is not { } item
                || !Notification.TryRead(source.Profile, item.Data, out var notification, out _))
            {
                continue;
            }

            var receipts = await history.ReceiptsAsync(partnerKey, Resources.Of(notification), cancellationToken);
            var before = receipts.Where(one => one.Sequence <= arrival.Sequence).ToList();
            if (before.Find(one => one.Id == arrival.Id) is { } own && StandingAmong.Of(own, before) != Standing.Stale)
            {
                applied++;
                (newest, held) = newest is null || own.OccurredAt >= newest.OccurredAt ? (own, item.Data) : (newest, held);
            }
        }

        return new(applied, newest is null ? null : Convert.ToHexStringLower(SHA256.HashData(held.Span)));
    }
}
