using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Character sets, compression, framing and lengths.</summary>
internal static class BodyEncodings
{
    private const int MostUnpacked = 8 * 1024 * 1024;
    private const int Slice = 16 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding[] SingleBytes =
    [
        Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        CodePagesEncodingProvider.Instance.GetEncoding("windows-1252", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    ];

    public static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> Of(ReadOnlyMemory<byte> body, CapturedHeaders headers)
    {
        foreach (var encoding in SingleBytes)
        {
            if (Recoded(body, StrictUtf8, encoding) is { } single)
            {
                yield return (single, new(
                    "body_charset", "Somebody read the body in a single-byte character set and wrote it as UTF-8: it is encoded twice.", "the body encoded once"));
            }

            if (Recoded(body, encoding, StrictUtf8) is { } utf8)
            {
                yield return (utf8, new(
                    "body_charset", "Somebody wrote the body in a single-byte character set; the signature is over UTF-8.", "the body as UTF-8"));
            }
        }

        foreach (var (name, open) in Unpackers(body, headers))
        {
            if (Unpacked(body, open) is { } unpacked)
            {
                yield return (unpacked, new("body_compressed", $"The body is compressed ({name}); the signature is over what it was before.", $"the body after {name} was undone"));
            }
        }

        if (Unchunked(body.Span) is { } unchunked)
        {
            yield return (unchunked, new(
                "body_chunked", "The capture has the chunks of the connection in the body: lengths stand between its parts.", "the body without the lengths of its chunks"));
        }

        if (ContentLength(headers) is { } length && length < body.Length)
        {
            yield return (body[..(int)length], new("body_appended", "Something was added after the end of the body that Content-Length names.", "the body up to Content-Length"));
        }
    }

    public static long? ContentLength(CapturedHeaders headers) =>
        long.TryParse(headers.One("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    private static byte[]? Recoded(ReadOnlyMemory<byte> body, Encoding from, Encoding to)
    {
        try
        {
            return to.GetBytes(from.GetString(body.Span));
        }
        catch (ArgumentException)
        {
            // What cannot be read or written in that set was not written in it either.
            return null;
        }
    }

    private static IEnumerable<(string Name, Func<Stream, Stream> Open)> Unpackers(ReadOnlyMemory<byte> body, CapturedHeaders headers)
    {
        var named = headers.One("Content-Encoding") ?? "";
        if (body.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || named.Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("gzip", static stream => new GZipStream(stream, CompressionMode.Decompress));
        }

        if (body.Span is [0x78, ..] || named.Contains("deflate", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("deflate", static stream => new ZLibStream(stream, CompressionMode.Decompress));
        }

        if (named.Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("br", static stream => new BrotliStream(stream, CompressionMode.Decompress));
        }
    }

    /// <summary>Null where it is none of that kind, or too much: a few bytes may become a lot.</summary>
    private static byte[]? Unpacked(ReadOnlyMemory<byte> body, Func<Stream, Stream> open)
    {
        try
        {
            using var stream = open(new MemoryStream(body.ToArray()));
            using var whole = new MemoryStream();
            var slice = new byte[Slice];
            while (stream.Read(slice) is var read and > 0)
            {
                whole.Write(slice, 0, read);
                if (whole.Length > MostUnpacked)
                {
                    return null;
                }
            }

            return whole.Length > 0 ? whole.ToArray() : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Unchunked(ReadOnlySpan<byte> body)
    {
        var whole = new List<byte>();
        while (body.IndexOf("\r\n"u8) is var end and > 0)
        {
            if (!int.TryParse(body[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                return null;
            }

            body = body[(end + 2)..];
            if (length == 0)
            {
                return [.. whole];
            }

            if (body.Length < length + 2)
            {
                return null;
            }

            whole.AddRange(body[..length]);
            body = body[(length + 2)..];
        }

        return null;
    }
}
