using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Endpoints;

/// <summary>What an endpoint subscribes to: a type, or all types that begin with the same words, as <c>session.*</c>.</summary>
internal static class EventTypePattern
{
    private const string Rest = ".*";

    public static bool IsValid(string pattern) => EventType.IsValid(pattern.EndsWith(Rest, StringComparison.Ordinal) ? pattern[..^Rest.Length] : pattern);

    public static bool Matches(string pattern, string eventType) =>
        pattern.EndsWith(Rest, StringComparison.Ordinal)
            ? eventType.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : string.Equals(pattern, eventType, StringComparison.Ordinal);

    /// <summary>Whether one of them matches. Asked for each endpoint of each event, so without anything made anew.</summary>
    public static bool Any(IReadOnlyList<string> patterns, string eventType)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (Matches(patterns[i], eventType))
            {
                return true;
            }
        }

        return false;
    }
}
