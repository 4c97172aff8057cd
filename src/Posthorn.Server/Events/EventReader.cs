using System.Text.Json;
using Posthorn.Api.Json;
using Posthorn.Api.Problems;
using Posthorn.Protocol.Profiles;
using Posthorn.Server.Http;

namespace Posthorn.Server.Events;

/// <summary>Picks an event out of JSON that passed the strict gate, without taking its data apart.</summary>
/// <param name="DataLimit">The most bytes that <c>data</c> may have.</param>
/// <param name="InBatch">Whether <c>partner_id</c> must and <c>idempotency_key</c> may be there.</param>
internal readonly record struct EventReader(long DataLimit, DateTimeOffset Now, bool InBatch)
{
    private const int MostSubjectCharacters = 256;
    private const int MostTimeCharacters = 40;

    /// <summary>Nothing that this system knows of happened before, and clocks that run ahead by more than this are wrong.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private static readonly string[] Known = ["type", "subject", "data", "occurred_at"];
    private static readonly string[] KnownInBatch = ["partner_id", .. Known, "idempotency_key"];

    /// <summary>Reads the object that begins at the reader's token, and leaves the reader at its end.</summary>
    /// <param name="source">The bytes that the reader reads, from its first.</param>
    /// <returns>What is wrong with the event; null when <paramref name="draft"/> holds it. The reader is at the object's end either way.</returns>
    public Problem? Read(ReadOnlyMemory<byte> source, ref Utf8JsonReader reader, out EventDraft draft)
    {
        draft = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Problems.At(string.Empty, ProblemCodes.InvalidValue, "An event must be a JSON object.");
        }

        Problem? problem = null;
        for (var place = 1; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            var before = reader;
            problem ??= ReadMember(source, ref reader, ref draft, place);
            if (problem is not null)
            {
                reader = before;
                reader.Skip();
            }
        }

        return problem ?? Missing(draft);
    }

    private Problem? ReadMember(ReadOnlyMemory<byte> source, ref Utf8JsonReader reader, ref EventDraft draft, int place)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            return ReadType(ref reader, ref draft);
        }

        if (reader.ValueTextEquals("data"u8))
        {
            return ReadData(source, ref reader, ref draft);
        }

        if (reader.ValueTextEquals("subject"u8))
        {
            return ReadSubject(ref reader, ref draft);
        }

        if (reader.ValueTextEquals("occurred_at"u8))
        {
            return ReadOccurredAt(ref reader, ref draft);
        }

        if (InBatch && reader.ValueTextEquals("partner_id"u8))
        {
            return ReadPartner(ref reader, ref draft);
        }

        return InBatch && reader.ValueTextEquals("idempotency_key"u8)
            ? ReadKey(ref reader, ref draft)
            : Members.Unknown(place, InBatch ? KnownInBatch : Known);
    }

    private static Problem? ReadType(ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return Problems.At("/type", ProblemCodes.InvalidValue, "\"type\" must be a string.");
        }

        Span<char> text = stackalloc char[EventType.MaxLength];
        if (reader.ValueSpan.Length <= EventType.MaxLength && text[..reader.CopyString(text)] is var type && EventType.IsValid(type))
        {
            draft = draft with { Type = EventNames.Intern(type) };
            return null;
        }

        return Problems.At("/type", ProblemCodes.InvalidEventType, "\"type\" must have 1 to 128 of a-z A-Z 0-9 _ in words between single full stops.");
    }

    private Problem? ReadData(ReadOnlyMemory<byte> source, ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Problems.At("/data", ProblemCodes.InvalidValue, "\"data\" must be an object.");
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var data = source[start..(int)reader.BytesConsumed];
        if (data.Length > DataLimit)
        {
            return RequestBytes.TooLarge(DataLimit);
        }

        draft = draft with { Data = data };
        return null;
    }

    private static Problem? ReadSubject(ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        // An escape takes at most six bytes for each of its characters.
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= 6 * MostSubjectCharacters
            && reader.GetString() is { Length: <= MostSubjectCharacters } subject && !subject.Any(char.IsControl))
        {
            draft = draft with { Subject = subject };
            return null;
        }

        return Problems.At("/subject", ProblemCodes.InvalidValue, "\"subject\" must be a string of 1 to 256 characters, none of them a control character.");
    }

    private Problem? ReadOccurredAt(ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Span<char> text = stackalloc char[MostTimeCharacters];
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MostTimeCharacters
            || !Rfc3339.TryParse(text[..reader.CopyString(text)], out var time))
        {
            return Problems.At("/occurred_at", ProblemCodes.InvalidTime, "\"occurred_at\" must be a time such as 2026-11-20T09:30:00Z, with an offset.");
        }

        if (time < Earliest || time > Now + MostAhead)
        {
            return Problems.At("/occurred_at", ProblemCodes.InvalidTime, "\"occurred_at\" must lie after the year 1999 and at most a day ahead.");
        }

        draft = draft with { OccurredAt = time };
        return null;
    }

    private static Problem? ReadPartner(ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return Problems.At("/partner_id", ProblemCodes.InvalidValue, "\"partner_id\" must be a string.");
        }

        draft = draft with { PartnerId = reader.GetString() };
        return null;
    }

    private static Problem? ReadKey(ref Utf8JsonReader reader, ref EventDraft draft)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { } key || !IdempotencyKeys.IsValid(key))
        {
            return Problems.At("/idempotency_key", ProblemCodes.InvalidIdempotencyKey, IdempotencyKeys.Rule);
        }

        draft = draft with { IdempotencyKey = key };
        return null;
    }

    private Problem? Missing(in EventDraft draft) =>
        InBatch && draft.PartnerId is null ? Members.Missing("partner_id")
        : draft.Type is null ? Members.Missing("type")
        : draft.Data.IsEmpty ? Members.Missing("data")
        : null;
}
