using System.Buffers;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// The signatures of a header, decoded to 32 bytes each. What cannot be one is left out, so that only whole digests are ever compared;
/// what belongs to another version is not looked at, so that nothing falls back to a weaker one.
/// </summary>
internal ref struct ReceivedSignatures(SchemeRow row, Span<byte> room)
{
    private const int MaxHeaderLength = 8192;
    private const int HexLength = SigningKey.MacBytes * 2;
    private const int EncodedLength = 44;
    private const string WhiteSpace = " \t\r\n";

    private readonly SchemeRow _row = row;
    private readonly Span<byte> _room = room;
    private int _seen;
    private bool _sawOwnVersion;

    /// <summary>How many digests there are to compare.</summary>
    internal int Count { get; private set; }

    /// <summary>Why there may be nothing to compare.</summary>
    internal readonly SignatureHint Hint => (Count, _sawOwnVersion) switch
    {
        ( > 0, _) => SignatureHint.None,
        (_, true) => SignatureHint.NotADigest,
        _ => SignatureHint.NoSignatureOfScheme,
    };

    internal readonly ReadOnlySpan<byte> this[int index] => _room.Slice(index * SigningKey.MacBytes, SigningKey.MacBytes);

    internal bool TryRead(ReadOnlySpan<char> header, out ReadOnlySpan<char> timestamp, out SignatureHint hint)
    {
        timestamp = [];
        if (header.Length > MaxHeaderLength)
        {
            hint = SignatureHint.HeaderTooLong;
            return false;
        }

        hint = _row.Form switch
        {
            SignatureForm.Parts => ReadParts(header, out timestamp),
            SignatureForm.List => ReadList(header),
            _ => ReadOne(header),
        };
        return hint == SignatureHint.None;
    }

    private SignatureHint ReadParts(ReadOnlySpan<char> header, out ReadOnlySpan<char> timestamp)
    {
        timestamp = [];
        var timestamps = 0;
        foreach (var range in header.Split(','))
        {
            var part = header[range];
            var equals = part.IndexOf('=');
            if (equals < 0)
            {
                return SignatureHint.PartWithoutName;
            }

            var name = part[..equals].Trim(WhiteSpace);
            var value = part[(equals + 1)..].Trim(WhiteSpace);
            if (name is "t")
            {
                timestamps++;
                timestamp = value;
            }
            else if (name.SequenceEqual(_row.Prefix.AsSpan(0, _row.Prefix.Length - 1)) && !Add(value))
            {
                return SignatureHint.TooManySignatures;
            }
        }

        if (timestamps != 1)
        {
            return SignatureHint.TimestampNotOnce;
        }

        return _sawOwnVersion ? SignatureHint.None : SignatureHint.NoSignatureOfScheme;
    }

    private SignatureHint ReadList(ReadOnlySpan<char> header)
    {
        foreach (var range in header.Split(' '))
        {
            var entry = header[range];
            if (entry.IsEmpty)
            {
                continue;
            }

            if (entry.StartsWith(_row.Prefix, StringComparison.Ordinal))
            {
                entry = entry[_row.Prefix.Length..];
            }
            else
            {
                // A signature of another version counts all the same: the cap is on what one request makes us look at.
                if (++_seen > SigningScheme.MaxSignatures)
                {
                    return SignatureHint.TooManySignatures;
                }

                continue;
            }

            if (!Add(entry))
            {
                return SignatureHint.TooManySignatures;
            }
        }

        return SignatureHint.None;
    }

    private SignatureHint ReadOne(ReadOnlySpan<char> header)
    {
        if (header.StartsWith(_row.Prefix, StringComparison.Ordinal))
        {
            _ = Add(header[_row.Prefix.Length..]);
        }

        return SignatureHint.None;
    }

    private bool Add(ReadOnlySpan<char> encoded)
    {
        _sawOwnVersion = true;
        if (++_seen > SigningScheme.MaxSignatures)
        {
            return false;
        }

        var digest = _room.Slice(Count * SigningKey.MacBytes, SigningKey.MacBytes);
        if (_row.Encoding == DigestEncoding.Hex ? TryDecodeHex(encoded, digest) : TryDecodeCanonical(encoded, digest))
        {
            Count++;
        }

        return true;
    }

    private static bool TryDecodeHex(ReadOnlySpan<char> encoded, Span<byte> digest) =>
        encoded.Length == HexLength && Convert.FromHexString(encoded, digest, out _, out _) == OperationStatus.Done;

    /// <summary>The platform reads white space and stray bits in base64; a signature has one spelling only.</summary>
    private static bool TryDecodeCanonical(ReadOnlySpan<char> encoded, Span<byte> digest)
    {
        Span<char> canonical = stackalloc char[EncodedLength];
        return encoded.Length == EncodedLength
            && Convert.TryFromBase64Chars(encoded, digest, out var length)
            && length == digest.Length
            && Convert.TryToBase64Chars(digest, canonical, out _)
            && encoded.SequenceEqual(canonical);
    }
}
