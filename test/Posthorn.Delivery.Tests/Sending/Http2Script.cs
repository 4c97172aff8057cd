using Posthorn.Testing.Endpoints;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>Just enough HTTP/2, by bytes, to turn a request away as a server may.</summary>
internal sealed class Http2Script(RawConnection connection)
{
    private const int PrefaceLength = 24;
    private const int FrameHead = 9;
    private const byte HeadersFrame = 1;

    private static readonly byte[] Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    private static readonly byte[] SettingsAck = [0, 0, 0, 4, 1, 0, 0, 0, 0];

    private readonly List<byte> _unread = [];

    public async Task BeginAsync()
    {
        await TakeAsync(PrefaceLength);
        await connection.WriteAsync(Settings);
        await connection.WriteAsync(SettingsAck);
    }

    /// <summary>Waits for a request's headers, and says on which stream they came.</summary>
    public async Task<byte> NextStreamAsync()
    {
        while (true)
        {
            var head = await TakeAsync(FrameHead);
            await TakeAsync((head[0] << 16) + (head[1] << 8) + head[2]);
            if (head[3] == HeadersFrame)
            {
                return head[8];
            }
        }
    }

    /// <summary>REFUSED_STREAM: nothing was done with the request (RFC 9113, 8.7).</summary>
    public Task RefuseAsync(byte stream) => connection.WriteAsync(new byte[] { 0, 0, 4, 3, 0, 0, 0, 0, stream, 0, 0, 0, 7 });

    /// <summary>INTERNAL_ERROR: anything may have been done.</summary>
    public Task FailAsync(byte stream) => connection.WriteAsync(new byte[] { 0, 0, 4, 3, 0, 0, 0, 0, stream, 0, 0, 0, 2 });

    /// <summary>GOAWAY: this stream and those before it were looked at, later ones were not.</summary>
    public Task GoAwayAsync(byte last) => connection.WriteAsync(new byte[] { 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, last, 0, 0, 0, 0 });

    /// <summary>Status 200, and no body.</summary>
    public Task AnswerAsync(byte stream) => connection.WriteAsync(new byte[] { 0, 0, 1, 1, 5, 0, 0, 0, stream, 0x88 });

    private async Task<byte[]> TakeAsync(int count)
    {
        while (_unread.Count < count)
        {
            var more = await connection.ReadSomeAsync();
            if (more.IsEmpty)
            {
                throw new EndOfStreamException();
            }

            _unread.AddRange(more.Span);
        }

        var taken = _unread[..count].ToArray();
        _unread.RemoveRange(0, count);
        return taken;
    }
}
