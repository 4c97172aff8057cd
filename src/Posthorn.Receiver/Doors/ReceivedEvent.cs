using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Posthorn.Delivery.Intake;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Checked;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Doors;

/// <summary>Verified notification → new event: under which key a repetition is known, and when it happened.</summary>
internal static class ReceivedEvent
{
    private const int LongestSubject = 200;
    private const string StandardId = "webhook-id";
    private const string SukiTime = "generated-at";

    /// <summary>Databases count time from somewhere to somewhere; a vendor's body need not.</summary>
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static NewEvent Of(Source source, Notification notification, IHeaderDictionary headers, ReceiptEvidence evidence)
    {
        var fingerprint = SHA256.HashData(notification.Body.Span);
        return new(
            ReceivedTypes.Of(notification),
            (notification.Subject ?? SyntheticSubject.Of(notification)) is { Length: <= LongestSubject } subject ? Resources.Storable(subject) : null,
            notification.Body,
            OccurredAt(source, notification, headers),
            KeyOf(source, notification, headers, fingerprint),
            fingerprint,
            OnlyTo: null,
            new(Resources.Of(notification), evidence));
    }

    /// <summary>
    /// Standard Webhooks names each event. The others name the resource: the same content again is a repetition, and other content is another event.
    /// </summary>
    private static string KeyOf(Source source, Notification notification, IHeaderDictionary headers, byte[] fingerprint) =>
        source.Profile == Profile.Standard
            ? "id:" + headers[StandardId]
            : $"{Resources.Of(notification)}:{Convert.ToHexStringLower(fingerprint)}";

    private static DateTimeOffset? OccurredAt(Source source, Notification notification, IHeaderDictionary headers)
    {
        var told = notification switch
        {
            NoteNotification note => note.CompletedAt,
            CodingSucceeded coding => coding.UpdatedAt,
            StandardNotification standard => standard.Timestamp,
            SessionNotification when source.Profile == Profile.Suki => Milliseconds(headers[SukiTime]),
            _ => null,
        };

        return told is not { } at ? null : at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at > Latest ? Latest : at;
    }

    private static DateTimeOffset? Milliseconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= Latest.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
