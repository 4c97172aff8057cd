using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Posthorn.Receiver.Doors;

/// <summary>The bytes of a request as they came, in rented memory. What is refused was never anywhere else.</summary>
internal sealed class RawBody : IDisposable
{
    /// <summary>A length that is only announced buys no more memory than this; it grows as bytes come.</summary>
    private const int FirstGuess = 8 * 1024;

    private byte[] _rented;

    private RawBody(int room) => _rented = ArrayPool<byte>.Shared.Rent(room);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _rented.AsSpan(0, Length);

    /// <summary>Reads to the end.</summary>
    /// <returns>Null when there was more than <paramref name="limit"/>; then the rest was left unread.</returns>
    public static async ValueTask<RawBody?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // Never lowered: whoever sends too much is told so, and the server can read the rest away and keep the connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature && feature.MaxRequestBodySize < limit)
        {
            feature.MaxRequestBodySize = limit;
        }

        if (request.Body is { CanSeek: true, Position: > 0 } buffered)
        {
            // Somebody looked at it before and kept it: that is the same body.
            buffered.Position = 0;
        }

        var body = new RawBody((int)Math.Min(request.ContentLength ?? FirstGuess, FirstGuess));
        try
        {
            if (await body.FillAsync(request.BodyReader, limit, request.HttpContext.RequestAborted))
            {
                return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
    }

    public void Dispose()
    {
        // It may hold what only the partner may see.
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _rented, []), clearArray: true);
    }

    private async ValueTask<bool> FillAsync(PipeReader reader, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var fits = Length + buffer.Length <= limit;
            if (fits)
            {
                Grow(Length + (int)buffer.Length);
                buffer.CopyTo(_rented.AsSpan(Length));
                Length += (int)buffer.Length;
            }

            // Given back whatever happens: else the connection could not go on with its next request.
            reader.AdvanceTo(buffer.End);
            if (!fits || read.IsCompleted)
            {
                return fits;
            }
        }
    }

    private void Grow(int wanted)
    {
        if (wanted <= _rented.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, 2 * _rented.Length));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
        _rented = larger;
    }
}
