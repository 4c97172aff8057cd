using Posthorn.Protocol.Profiles;

namespace Posthorn.Server.Events;

/// <summary>One string for each event type that vendors document, however often it is published.</summary>
internal static class EventNames
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Usual =
        EventTypes.OfSessions.Concat(EventTypes.OfSully).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Intern(ReadOnlySpan<char> type) => Usual.TryGetValue(type, out var name) ? name : type.ToString();
}
