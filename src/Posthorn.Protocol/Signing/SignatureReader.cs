using System.Security.Cryptography;

namespace Posthorn.Protocol.Signing;

/// <summary>Verifies a request as a row says. The order is that of the vendors' samples: headers, time, then the signature.</summary>
internal static class SignatureReader
{
    internal static SignatureVerdict Verify(
        SchemeRow row,
        ReceivedHeaders received,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<SigningKey> keys,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        if (keys.IsEmpty)
        {
            return new(SignatureStatus.NoSecret);
        }

        if (CheckPresence(row, received) is { Status: not SignatureStatus.Valid } absent)
        {
            return absent;
        }

        var id = received.Id.Text;
        if (row.Template.UsesId && !MessageIds.IsValid(id))
        {
            return new(SignatureStatus.Malformed, row.IdHeader, SignatureHint.IdNotAllowed);
        }

        Span<byte> room = stackalloc byte[SigningScheme.MaxSignatures * SigningKey.MacBytes];
        var signatures = new ReceivedSignatures(row, room);
        if (!signatures.TryRead(received.Signature.Text, out var timestamp, out var hint))
        {
            return new(SignatureStatus.Malformed, row.SignatureHeader, hint);
        }

        timestamp = row.TimestampHeader is null ? timestamp : received.Timestamp.Text;
        var time = CheckTime(row, timestamp, now, tolerance);
        return time.IsValid ? Match(row, signatures, id, timestamp, body, keys, time.Skew) : time;
    }

    private static SignatureVerdict CheckPresence(SchemeRow row, ReceivedHeaders received)
    {
        var verdict = CheckPresence(row.SignatureHeader, received.Signature);
        if (verdict.IsValid && row.TimestampHeader is not null)
        {
            verdict = CheckPresence(row.TimestampHeader, received.Timestamp);
        }

        if (verdict.IsValid && row.Template.UsesId)
        {
            verdict = CheckPresence(row.IdHeader!, received.Id);
        }

        return verdict;
    }

    private static SignatureVerdict CheckPresence(string name, HeaderValue value) => value switch
    {
        { Count: > 1 } => new(SignatureStatus.Ambiguous, name),
        { Text: null or "" } => new(SignatureStatus.Missing, name),
        _ => new(SignatureStatus.Valid),
    };

    private static SignatureVerdict CheckTime(SchemeRow row, ReadOnlySpan<char> timestamp, DateTimeOffset now, TimeSpan tolerance)
    {
        if (row.Unit == TimestampUnit.None)
        {
            return new(SignatureStatus.Valid);
        }

        var header = row.TimestampHeader ?? row.SignatureHeader;
        if (timestamp.Length > Timestamps.MaxLength)
        {
            return new(SignatureStatus.Malformed, header, SignatureHint.HeaderTooLong);
        }

        if (!Timestamps.AreDigits(timestamp))
        {
            return new(SignatureStatus.Malformed, header, SignatureHint.TimestampNotDigits);
        }

        var skew = Timestamps.Skew(row.Unit, timestamp, now);
        return skew <= tolerance && skew >= -tolerance
            ? new(SignatureStatus.Valid, skew: skew)
            : new(SignatureStatus.OutsideTolerance, header, GuessUnit(row.Unit, timestamp, now), skew);
    }

    /// <summary>
    /// A time that is wrong by a factor of a thousand was written in the other unit; a day's leeway tells it from mere lateness.
    /// </summary>
    private static SignatureHint GuessUnit(TimestampUnit unit, ReadOnlySpan<char> timestamp, DateTimeOffset now)
    {
        var (other, hint) = unit == TimestampUnit.Milliseconds
            ? (TimestampUnit.Seconds, SignatureHint.TimestampInSeconds)
            : (TimestampUnit.Milliseconds, SignatureHint.TimestampInMilliseconds);
        var skew = Timestamps.Skew(other, timestamp, now);
        return skew < TimeSpan.FromDays(1) && skew > TimeSpan.FromDays(-1) ? hint : SignatureHint.None;
    }

    private static SignatureVerdict Match(
        SchemeRow row,
        ReceivedSignatures signatures,
        ReadOnlySpan<char> id,
        ReadOnlySpan<char> timestamp,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<SigningKey> keys,
        TimeSpan? skew)
    {
        Span<byte> headRoom = stackalloc byte[SignedText.MaxHeadBytes];
        var head = headRoom[..row.Template.WriteHead(id, timestamp, headRoom)];
        Span<byte> expected = stackalloc byte[SigningKey.MacBytes];
        for (var i = 0; i < keys.Length; i++)
        {
            SigningScheme.RequireRule(row, keys[i]);
            if (signatures.Count == 0)
            {
                continue;
            }

            keys[i].ComputeMac(head, body, expected);
            for (var j = 0; j < signatures.Count; j++)
            {
                if (CryptographicOperations.FixedTimeEquals(expected, signatures[j]))
                {
                    return new(SignatureStatus.Valid, skew: skew, keyIndex: i);
                }
            }
        }

        return new(SignatureStatus.Mismatch, row.SignatureHeader, signatures.Hint, skew);
    }
}
