using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Posthorn.Testing.Endpoints;

/// <summary>One connection to a <see cref="RawEndpoint"/>, in the hands of its script. For one thread at a time.</summary>
public sealed class RawConnection
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly Action<RawRequest> _received;
    private readonly List<byte> _unread = [];

    internal RawConnection(Socket socket, Stream stream, Action<RawRequest> received, CancellationToken stop)
    {
        (_socket, _stream, _received, Stop) = (socket, stream, received, stop);
    }

    /// <summary>Gets what fires when the endpoint is disposed of.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Reads a request to its end.</summary>
    /// <returns>The request, or <see langword="null"/> where the client closed instead.</returns>
    public async Task<RawRequest?> ReadRequestAsync()
    {
        int end;
        while ((end = EndOfHead()) < 0)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        var head = Encoding.Latin1.GetString([.. _unread[..end]]);
        var length = new RawRequest(head, default).Values("Content-Length") is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (_unread.Count < end + 4 + length)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        var request = new RawRequest(head, _unread.GetRange(end + 4, length).ToArray());
        _unread.RemoveRange(0, end + 4 + length);
        _received(request);
        return request;
    }

    /// <summary>Reads what comes next, whatever it is.</summary>
    /// <returns>The bytes; empty where the client closed.</returns>
    public async Task<ReadOnlyMemory<byte>> ReadSomeAsync()
    {
        if (_unread.Count == 0)
        {
            await FillAsync();
        }

        var bytes = _unread.ToArray();
        _unread.Clear();
        return bytes;
    }

    /// <summary>Sends bytes, whatever they are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>A task that completes when they are handed to the network.</returns>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, Stop);
        await _stream.FlushAsync(Stop);
    }

    /// <summary>Sends text, one byte a character.</summary>
    /// <param name="text">The text, of characters up to U+00FF.</param>
    /// <returns>A task that completes when it is handed to the network.</returns>
    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    /// <summary>Does nothing until the client closes, or the endpoint is disposed of.</summary>
    /// <returns>A task that completes then.</returns>
    public async Task WaitForCloseAsync()
    {
        while (await FillAsync())
        {
            _unread.Clear();
        }
    }

    private int EndOfHead()
    {
        ReadOnlySpan<byte> unread = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_unread);
        return unread.IndexOf("\r\n\r\n"u8);
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[16 * 1024];
        var read = await _stream.ReadAsync(buffer, Stop);
        _unread.AddRange(buffer.AsSpan(0, read));
        return read > 0;
    }
}
