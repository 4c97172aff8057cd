using System.Globalization;
using Posthorn.Receiver;

namespace Posthorn.Gateway.Forwarding;

/// <summary>What a destination is told beside the bytes: whose they are, what they say, and how they stand among their like.</summary>
/// <param name="Standing">As handlers see it: whether others about the same were here before, or are newer.</param>
internal sealed record ForwardedEvent(
    string EventId,
    string DeliveryId,
    string Type,
    string Source,
    string? Subject,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    Standing Standing,
    int Attempt)
{
    private const string Prefix = "posthorn-";

    /// <summary>Everything as texts, by the names that headers have. The subject as it is: a header of HTTP must escape it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers =>
    [
        new(Prefix + "event-id", EventId),
        new(Prefix + "delivery-id", DeliveryId),
        new(Prefix + "type", Type),
        new(Prefix + "source", Source),
        .. Subject is { } subject ? [new(SubjectHeader, subject)] : Array.Empty<KeyValuePair<string, string>>(),
        new(Prefix + "occurred-at", Text(OccurredAt)),
        new(Prefix + "received-at", Text(ReceivedAt)),
        new(Prefix + "standing", Standing.ToString().ToLowerInvariant()),
        new(Prefix + "attempt", Attempt.ToString(CultureInfo.InvariantCulture)),
    ];

    public static string SubjectHeader => Prefix + "subject";

    /// <summary>The id alone: a subject may name a patient's visit.</summary>
    public override string ToString() => EventId;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
