using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>
/// Suki's bodies. The status decides, in any case of letters; what it may be beside success and failure is nowhere documented.
/// </summary>
internal static class SukiReading
{
    internal static Notification Read(JsonElement root, SukiStatusNames names)
    {
        var status = root.TextOf("status");
        SessionNotification notification = status?.ToUpperInvariant() switch
        {
            "SUCCESS" => new SessionCompleted
            {
                Sessions = [.. root.ItemsOf("sessions").Select(session => session.AsText()).OfType<string>()],
                AdditionalInfo = root.ElementOf("additional_info"),
                Links = LinksOf(root.Member("_links")),
            },
            "FAILURE" => new SessionFailed { ErrorCode = root.TextOf("error_code"), ErrorDetail = root.TextOf("error_detail") },
            _ when Is(status, names.TimedOut, "timeout", "timed_out") => new SessionTimedOut(),
            _ when Is(status, names.Cancelled, "cancelled", "canceled", "aborted") => new SessionCancelled(),
            _ => new SessionUnknown(),
        };
        return notification with { Status = status, SessionId = root.TextOf("session_id"), EncounterId = root.TextOf("encounter_id") };
    }

    private static bool Is(string? status, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(status, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, IReadOnlyList<Link>> LinksOf(JsonElement links)
    {
        var found = new Dictionary<string, IReadOnlyList<Link>>(StringComparer.Ordinal);
        if (links.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in links.EnumerateObject())
            {
                found[member.Name] = [.. links.ItemsOf(member.Name).Select(LinkOf).OfType<Link>()];
            }
        }

        return found;
    }

    private static Link? LinkOf(JsonElement link) => link.TextOf("href") is { } href
        ? new Link(href) { Method = link.TextOf("method"), Name = link.TextOf("name"), Type = link.TextOf("type") }
        : null;
}
