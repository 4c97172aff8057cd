using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>Reads a body whole, into an array of its own size: what is published is kept, so the bytes are copied out of the pipe once.</summary>
internal static class RequestBytes
{
    /// <summary>A length that is only announced buys no more memory than this; the array grows as bytes come.</summary>
    private const int FirstGuess = 16 * 1024;

    /// <summary>What is wrong with the headers that describe the body; null when nothing is.</summary>
    public static Problem? CheckHeaders(HttpRequest request, long limit)
    {
        if (!IsJson(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
        {
            return Problems.Of(ProblemCodes.UnsupportedMediaType);
        }

        return request.ContentLength > limit ? TooLarge(limit) : null;
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>Null when there was more than <paramref name="limit"/>; then the rest was left unread.</returns>
    public static ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long limit)
    {
        var reader = request.BodyReader;

        // A body that came in the same packet as its head needs no waiting, and no state machine either.
        if (request.ContentLength is { } length && length <= limit && reader.TryRead(out var read))
        {
            var buffer = read.Buffer;
            if (buffer.Length == length)
            {
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return new(bytes);
            }

            reader.AdvanceTo(buffer.Start);
        }

        return ReadSlowlyAsync(reader, request.ContentLength, limit, request.HttpContext.RequestAborted);
    }

    public static Problem TooLarge(long limit) =>
        Problems.Of(ProblemCodes.PayloadTooLarge, $"The body may have at most {limit.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} bytes.");

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadSlowlyAsync(
        PipeReader reader, long? length, long limit, CancellationToken cancellationToken)
    {
        var most = Math.Min(length ?? limit, limit);
        var bytes = new byte[Math.Min(FirstGuess, most)];
        var filled = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (filled + buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }

            var wanted = filled + (int)buffer.Length;
            if (wanted > bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(most, Math.Max(wanted, 2L * bytes.Length)));
            }

            buffer.CopyTo(bytes.AsSpan(filled));
            filled = wanted;
            reader.AdvanceTo(buffer.End);
            if (read.IsCompleted)
            {
                return bytes.AsMemory(0, filled);
            }
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is "application/json" or "application/json; charset=utf-8")
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
