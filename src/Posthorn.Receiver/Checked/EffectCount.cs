using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Receiver.Checked;

/// <summary>What the notifications about one subject have done, as the log knows it.</summary>
/// <param name="Applied">How many notifications a handler has taken that were neither repetitions nor older than what it had been told before.</param>
/// <param name="BodySha256">The SHA-256 of the body of the newest of them, in hex.</param>
internal sealed record EffectCount(int Applied, [property: JsonPropertyName("body_sha256")] string? BodySha256)
{
    /// <summary>What the subject of a synthetic notification begins with.</summary>
    public const string SyntheticPrefix = "posthorn-check-";

    private static readonly string Handled = HandlerResult.Done.ToString();

    public static async Task<EffectCount> OfAsync(IHistory history, long partnerKey, string subject, CancellationToken cancellationToken)
    {
        var seen = new List<EventView>();
        EventView? newest = null;
        var applied = 0;
        foreach (var arrival in await history.ArrivalsAsync(partnerKey, subject, cancellationToken))
        {
            if (await history.FindEventAsync(arrival.Id, cancellationToken) is not { } item)
            {
                continue;
            }

            var isStale = seen.Exists(other => other.Type == item.Type && other.OccurredAt > item.OccurredAt);
            seen.Add(item);
            if (!isStale && (await history.DeliveriesOfAsync(arrival.Id, cancellationToken)).Any(static one => one.State == DeliveryState.Delivered && one.LastOutcome == Handled))
            {
                applied++;
                newest = item;
            }
        }

        return new(applied, newest is null ? null : Convert.ToHexStringLower(SHA256.HashData(newest.Data.Span)));
    }
}
