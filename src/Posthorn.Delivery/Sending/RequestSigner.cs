using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Protocol.Signing;

namespace Posthorn.Delivery.Sending;

/// <summary>Due → signed: the body as it was rendered at intake, a timestamp and signature made for this attempt.</summary>
internal static class RequestSigner
{
    /// <summary>More secrets than a rotation ever leaves active.</summary>
    private const int MostKeys = 8;

    /// <returns>Null when the body is not what was accepted; it must not be sent.</returns>
    public static OutgoingRequest? Sign(Endpoint endpoint, DueDelivery delivery, DateTimeOffset now)
    {
        if (delivery.Body.IsEmpty)
        {
            var body = RenderedBody.Render(endpoint.Profile, delivery.EventType, delivery.OccurredAt, delivery.Data.Span, out _);
            if (body is null || RenderedBody.Hash(body) != delivery.BodyHash)
            {
                return null;
            }

            delivery.Body = body;
        }

        var keys = new SigningKey[Math.Min(MostKeys, endpoint.Secrets.Count)];
        var count = endpoint.KeysAt(now, keys);
        var signed = endpoint.Profile.Scheme.Sign(delivery.EventId.ToString(), now, delivery.Body.Span, keys.AsSpan(0, count));

        return new()
        {
            Url = endpoint.Url,
            Body = delivery.Body,
            Headers = Join(signed, endpoint.Settings.Headers),
            Deadline = endpoint.Settings.Timeout,
        };
    }

    private static KeyValuePair<string, string>[] Join(SignedHeaders signed, IReadOnlyList<KeyValuePair<string, string>> custom)
    {
        var headers = new KeyValuePair<string, string>[signed.Count + custom.Count];
        for (var i = 0; i < signed.Count; i++)
        {
            headers[i] = signed[i];
        }

        for (var i = 0; i < custom.Count; i++)
        {
            headers[signed.Count + i] = custom[i];
        }

        return headers;
    }
}
