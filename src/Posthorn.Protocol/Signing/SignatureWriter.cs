using System.Globalization;

namespace Posthorn.Protocol.Signing;

/// <summary>Writes the headers of a signature as a row says.</summary>
internal static class SignatureWriter
{
    private const int HexDigits = SigningKey.MacBytes * 2;
    private const int TimestampRoom = 20;

    internal static SignedHeaders Sign(
        SchemeRow row, string messageId, DateTimeOffset at, ReadOnlySpan<byte> body, ReadOnlySpan<SigningKey> keysNewestFirst)
    {
        Require(row, messageId, at, keysNewestFirst);
        Span<char> room = stackalloc char[TimestampRoom];
        scoped ReadOnlySpan<char> timestamp = [];
        if (row.Unit != TimestampUnit.None)
        {
            _ = Timestamps.In(row.Unit, at).TryFormat(room, out var length, provider: CultureInfo.InvariantCulture);
            timestamp = room[..length];
        }

        Span<byte> headRoom = stackalloc byte[SignedText.MaxHeadBytes];
        var head = headRoom[..row.Template.WriteHead(messageId, timestamp, headRoom)];
        var keys = row.Form == SignatureForm.Single ? keysNewestFirst[..1] : keysNewestFirst;
        var signature = WriteSignatures(row, timestamp, head, body, keys);

        Span<KeyValuePair<string, string>> headers = [default, default, default];
        var count = 0;
        if (row.IdHeader is not null)
        {
            headers[count++] = new(row.IdHeader, messageId);
        }

        if (row.TimestampHeader is not null)
        {
            headers[count++] = new(row.TimestampHeader, timestamp.ToString());
        }

        headers[count++] = new(row.SignatureHeader, signature);
        return new(headers[..count]);
    }

    private static void Require(SchemeRow row, string messageId, DateTimeOffset at, ReadOnlySpan<SigningKey> keys)
    {
        if (keys.Length is 0 or > SigningScheme.MaxSignatures)
        {
            throw new ArgumentException("One to sixteen keys are needed to sign.", nameof(keys));
        }

        if (row.IdHeader is not null && !MessageIds.IsValid(messageId))
        {
            throw new ArgumentException("A message id holds letters, digits, _ and - only, 1 to 255 of them.", nameof(messageId));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(at, DateTimeOffset.UnixEpoch);
    }

    private static string WriteSignatures(
        SchemeRow row, ReadOnlySpan<char> timestamp, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ReadOnlySpan<SigningKey> keys)
    {
        var each = row.Prefix.Length + HexDigits + 1;
        Span<char> room = stackalloc char[TimestampRoom + 2 + (SigningScheme.MaxSignatures * each)];
        var length = 0;
        if (row.Form == SignatureForm.Parts)
        {
            length = Append(room, "t=", length);
            length = Append(room, timestamp, length);
        }

        Span<byte> mac = stackalloc byte[SigningKey.MacBytes];
        foreach (var key in keys)
        {
            SigningScheme.RequireRule(row, key);
            if (length > 0)
            {
                room[length++] = row.Form == SignatureForm.Parts ? ',' : ' ';
            }

            key.ComputeMac(head, body, mac);
            length = Append(room, row.Prefix, length);
            length += WriteDigest(row.Encoding, mac, room[length..]);
        }

        return room[..length].ToString();
    }

    private static int Append(Span<char> room, ReadOnlySpan<char> text, int length)
    {
        text.CopyTo(room[length..]);
        return length + text.Length;
    }

    private static int WriteDigest(DigestEncoding encoding, ReadOnlySpan<byte> mac, Span<char> room)
    {
        _ = encoding == DigestEncoding.Hex
            ? Convert.TryToHexStringLower(mac, room, out var written)
            : Convert.TryToBase64Chars(mac, room, out written);
        return written;
    }
}
