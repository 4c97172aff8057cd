using System.Text.Json;
using Posthorn.Api.Problems;
using Posthorn.Server.Http;

namespace Posthorn.Server.Events;

/// <summary>Takes a batch apart into its events, each read or refused by itself.</summary>
internal static class BatchReader
{
    private static readonly string[] Known = ["events"];

    /// <returns>What is wrong with the batch as a whole; null when each of <paramref name="items"/> says how it is.</returns>
    public static Problem? Read(ReadOnlyMemory<byte> utf8, EventReader events, out List<(EventDraft Draft, Problem? Problem)> items)
    {
        items = [];
        if (JsonGate.Check(utf8.Span) is { } unsound)
        {
            return unsound;
        }

        var reader = new Utf8JsonReader(utf8.Span);
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Members.NotAnObject;
        }

        var found = false;
        for (var place = 1; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            if (!reader.ValueTextEquals("events"u8))
            {
                return Members.Unknown(place, Known);
            }

            if (ReadEvents(utf8, ref reader, events, items) is { } problem)
            {
                return problem;
            }

            found = true;
        }

        return found ? null : Members.Missing("events");
    }

    private static Problem? ReadEvents(
        ReadOnlyMemory<byte> utf8, ref Utf8JsonReader reader, EventReader events, List<(EventDraft Draft, Problem? Problem)> items)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Problems.At("/events", ProblemCodes.InvalidValue, "\"events\" must be an array.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == EventLimits.MostInBatch)
            {
                return Problems.At("/events", ProblemCodes.BatchTooLarge, "A batch holds at most 1,000 events.");
            }

            var problem = events.Read(utf8, ref reader, out var draft);
            items.Add((draft, problem));
        }

        return null;
    }
}
