using System.Net.WebSockets;
using System.Text;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

/// <summary>The client's end of an audio stream.</summary>
internal sealed class SukiStream(ClientWebSocket socket) : IDisposable
{
    public string? Protocol => socket.SubProtocol;

    public Task StartAsync(string time) => SayAsync($$"""{"type":"START_TIME","data":"{{Base64(Encoding.UTF8.GetBytes(time))}}"}""");

    /// <summary>Silence, as the vendor wants it: PCM, 16 bits, 16 kHz, in frames.</summary>
    public async Task SoundAsync(int bytes, int frame = 32_000)
    {
        for (var left = bytes; left > 0; left -= frame)
        {
            await SayAsync($$"""{"type":"AUDIO","data":"{{Base64(new byte[Math.Min(frame, left)])}}"}""");
        }
    }

    public Task BinaryAsync(byte[] sound) => socket.SendAsync(sound, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public Task EventAsync(string name) => SayAsync($$"""{"type":"EVENT","event":"{{name}}"}""");

    public Task EndOfFileAsync() => SayAsync("""{"type":"AUDIO","data":"RU9G"}""");

    public Task SayAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Waits until the vendor closes, and says farewell.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Why)> ClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var received = await socket.ReceiveAsync(new byte[1024].AsMemory(), patience.Token);
        received.MessageType.ShouldBe(WebSocketMessageType.Close);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token);
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public void Dispose() => socket.Dispose();

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
