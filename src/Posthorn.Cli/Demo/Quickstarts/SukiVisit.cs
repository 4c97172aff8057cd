using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>A visit as Suki's quickstart has it: log in, create, say what it is about, stream audio, end.</summary>
internal static class SukiVisit
{
    private const int Frames = 40;

    /// <summary>A tenth of a second: PCM, 16 bits, 16 kHz, mono.</summary>
    private const int FrameBytes = 3200;

    /// <returns>The session's id.</returns>
    public static async Task<string> HoldAsync(QuickstartStage stage, CancellationToken cancellationToken)
    {
        var (vendor, narrator) = (stage.Vendor, stage.Narrator);
        var login = await vendor.PostAsync("/api/v1/auth/login", """{"partner_id":"demo-partner","partner_token":"demo-token"}""", cancellationToken);
        var token = login.GetProperty("suki_token").GetString()!;
        vendor.DefaultRequestHeaders.Add("sdp_suki_token", token);
        narrator.Say("integration", "logged in: a token for one hour");

        var made = await vendor.PostAsync("/api/v1/ambient/session/create", """{"encounter_id":"visit-42"}""", cancellationToken);
        var session = made.GetProperty("ambient_session_id").GetString()!;
        narrator.Say("integration", $"created session {session} of encounter visit-42");

        _ = await vendor.PostAsync(
            $"/api/v1/ambient/session/{session}/context",
            """{"provider":{"specialty":"FAMILY_MEDICINE"},"visit":{"chief_complaint":"cough"},"sections":[{"loinc":"10164-2"},{"loinc":"51847-2"}]}""",
            cancellationToken);
        var sent = await StreamAsync(vendor.BaseAddress!, session, token, stage.Clock, cancellationToken);
        narrator.Say("integration", $"streamed {sent:N0} bytes of audio over /ws/stream");

        _ = await vendor.PostAsync($"/api/v1/ambient/session/{session}/end", new StringContent(string.Empty), cancellationToken).ReadAsync(cancellationToken);
        narrator.Say("integration", "ended the session; the vendor is at work");
        return session;
    }

    private static async Task<int> StreamAsync(Uri vendor, string session, string token, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.SetRequestHeader("ambient_session_id", session);
        socket.Options.SetRequestHeader("sdp_suki_token", token);
        await socket.ConnectAsync(new UriBuilder(vendor) { Scheme = "ws", Path = "/ws/stream" }.Uri, cancellationToken);
        var start = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await SayAsync(socket, "START_TIME", Encoding.UTF8.GetBytes(start), cancellationToken);
        for (var i = 0; i < Frames; i++)
        {
            await SayAsync(socket, "AUDIO", new byte[FrameBytes], cancellationToken);
        }

        await SayAsync(socket, "AUDIO", "EOF"u8.ToArray(), cancellationToken);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, string.Empty, cancellationToken);
        return Frames * FrameBytes;
    }

    private static Task SayAsync(ClientWebSocket socket, string type, byte[] data, CancellationToken cancellationToken) => socket.SendAsync(
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","data":"{{Convert.ToBase64String(data)}}"}"""),
        WebSocketMessageType.Text,
        endOfMessage: true,
        cancellationToken);
}
