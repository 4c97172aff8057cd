using System.Buffers;
using System.Globalization;
using System.Text;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Vendors;

/// <summary>
/// A notification of every event type that is documented, obviously artificial: about sessions and notes named <c>test-…</c>, with texts that say
/// SYNTHETIC. The same number gives the same bytes, always; another number gives another session or note.
/// </summary>
public static class SampleEvents
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One of each type of a profile: Suki's four, Sully's six, or all ten in the envelope of Standard Webhooks.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="number">Which ones, from 1. Those with greater numbers happened later.</param>
    /// <returns>The events, in the order of the vendor's documents.</returns>
    public static IReadOnlyList<SampleEvent> Of(Profile profile, int number = 1)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return profile.Name switch
        {
            "suki" => [.. SampleBodies.Suki.Select(row => Fill(row, number))],
            "sully" => [.. SampleBodies.Sully.Select(row => Fill(row, number))],
            _ => [.. Of(Profile.Suki, number).Select(one => Wrap(Profile.Suki, one, number)), .. Of(Profile.Sully, number).Select(one => Wrap(Profile.Sully, one, number))],
        };
    }

    /// <summary>One of a type.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="eventType">The type, one of <see cref="EventTypes"/>.</param>
    /// <param name="number">Which one, from 1.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentException">The profile has no such type.</exception>
    public static SampleEvent Of(Profile profile, string eventType, int number = 1) =>
        Of(profile, number).FirstOrDefault(one => one.Type == eventType)
        ?? throw new ArgumentException($"The {profile} profile documents no event of this type.", nameof(eventType));

    private static SampleEvent Fill((string Type, string Subject, string Body) row, int number)
    {
        var subject = $"{row.Subject}-{Text(number)}";
        var body = row.Body
            .Replace("SUBJECT", subject, StringComparison.Ordinal)
            .Replace("MOMENT", Text(Moment(number).ToUnixTimeMilliseconds()), StringComparison.Ordinal);
        return new($"msg_{subject}", row.Type, subject, Encoding.UTF8.GetBytes(body));
    }

    private static SampleEvent Wrap(Profile from, SampleEvent one, int number)
    {
        var output = new ArrayBufferWriter<byte>();
        return Notification.TryRead(from, one.Body, out var notification, out _)
            && Profile.Standard.TryRender(one.Type, Moment(number), notification.ToDataJson(), output, out _)
                ? one with { Body = output.WrittenMemory }
                : throw new InvalidOperationException($"The sample of {one.Type} cannot be read.");
    }

    private static DateTimeOffset Moment(int number) => Epoch.AddSeconds(number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
