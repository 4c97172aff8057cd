using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Posthorn.Server.Tests.Running;

/// <summary>A socket and nothing else: sends what no HTTP client would, and sees what one would hide.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly List<byte> _received = [];

    private RawConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port);
        return new(client);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Ends our side; the other may still answer.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one answer that says its length.</summary>
    /// <returns>Status, head and body; null when the connection ended first.</returns>
    public async Task<(int Status, string Head, string Body)?> AnswerAsync()
    {
        int end;
        while ((end = Text().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await MoreAsync())
            {
                return null;
            }
        }

        var head = Text()[..end];
        var length = head.Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture)
            : 0;
        while (_received.Count < end + 4 + length && await MoreAsync())
        {
        }

        var body = Text()[(end + 4)..(end + 4 + length)];
        _received.RemoveRange(0, end + 4 + length);
        return (int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, body);
    }

    /// <summary>Completes when the other side has ended the connection.</summary>
    public async Task EndAsync()
    {
        while (await MoreAsync())
        {
        }
    }

    public void Dispose() => _client.Dispose();

    private string Text() => Encoding.Latin1.GetString([.. _received]);

    private async Task<bool> MoreAsync()
    {
        var buffer = new byte[4096];
        try
        {
            var read = await _stream.ReadAsync(buffer);
            _received.AddRange(buffer.AsSpan(0, read));
            return read > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
