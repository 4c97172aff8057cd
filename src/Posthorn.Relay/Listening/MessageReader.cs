using System.Buffers;
using System.Net.WebSockets;

namespace Posthorn.Relay.Listening;

/// <summary>Reads whole messages from a socket, none longer than a limit.</summary>
internal sealed class MessageReader(WebSocket socket, int most)
{
    private readonly byte[] _some = new byte[16 * 1024];

    /// <returns>Null when the other side has closed; its reason is then in the socket.</returns>
    /// <exception cref="WebSocketException">The connection broke, or the message is longer than the limit.</exception>
    public async Task<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)?> ReadAsync(CancellationToken stop)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            var some = await socket.ReceiveAsync(_some.AsMemory(), stop);
            if (some.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (bytes.WrittenCount + some.Count > most)
            {
                throw new WebSocketException(WebSocketError.HeaderError, "A message is longer than any that a relay sends.");
            }

            bytes.Write(_some.AsSpan(0, some.Count));
            if (some.EndOfMessage)
            {
                return (some.MessageType, bytes.WrittenMemory);
            }
        }
    }
}
