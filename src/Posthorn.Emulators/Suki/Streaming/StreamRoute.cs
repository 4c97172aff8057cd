using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Suki.LoggingIn;
using Posthorn.Emulators.Suki.Sessions;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>The audio stream: <c>/ws/stream</c>, with the session and the token in headers, or in the subprotocol, where browsers can say them.</summary>
internal sealed class StreamRoute(SukiBook book, SukiGate gate, OpenStreams streams, Stage stage)
{
    private const string Protocol = "SukiAmbientAuth";
    private const string SessionHeader = "ambient_session_id";

    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(10);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/ws/stream", ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        var inProtocol = context.WebSockets.WebSocketRequestedProtocols is [Protocol, _, _];
        var id = inProtocol ? context.WebSockets.WebSocketRequestedProtocols[1] : context.Request.Headers[SessionHeader].ToString();
        var token = inProtocol ? context.WebSockets.WebSocketRequestedProtocols[2] : context.Request.Headers[SukiGate.Header].ToString();
        VisitSubject.Is(context, id);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "this is a WebSocket");
            return;
        }

        if (!await gate.AcceptsAsync(token))
        {
            await SukiGate.RefuseAsync(context);
            return;
        }

        if (await FindAsync(context, id) is not { } session)
        {
            return;
        }

        // Whoever is let in may ask at once how the session stands.
        await book.MakeReadyAsync(session);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(inProtocol ? Protocol : null);
        await StreamAsync(session, socket);
    }

    /// <returns>Null when it cannot be streamed to; the answer was given then.</returns>
    private async Task<Session?> FindAsync(HttpContext context, string id)
    {
        var session = await book.FindAsync(SessionKind.Ambient, id, context.RequestAborted) ?? await book.FindAsync(SessionKind.FormFilling, id, context.RequestAborted);
        if (session is null)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "session not found");
            return null;
        }

        if (session.State < SessionState.Staged || (await book.RecordAsync(id, context.RequestAborted)).IsResumable)
        {
            return session;
        }

        await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "the session has ended");
        return null;
    }

    private async Task StreamAsync(Session session, WebSocket socket)
    {
        var stream = new AudioStream(socket, stage.Tempo, Touching(session.Id));
        if (!streams.TryOpen(session.Id, stream))
        {
            await stream.CloseAsync(WebSocketCloseStatus.PolicyViolation, "the session is being streamed to already");
            return;
        }

        var end = StreamEnd.Closed;
        try
        {
            end = await stream.ReceiveAsync(stage.Ending());
            _ = await book.ChangeAsync(session.Id, record => record with
            {
                AudioBytes = record.AudioBytes + stream.Bytes,
                StartedAt = record.StartedAt ?? stream.StartedAt,
            });
        }
        finally
        {
            streams.Close(session.Id, stream);
            stream.Written();
        }

        await FollowAsync(session, end);
        var (status, why) = FarewellOf(end, stream);
        stage.Journal.Received(new(stage.Clock.GetUtcNow(), "WS", "/ws/stream", StatusCodes.Status101SwitchingProtocols, session.Id, $"{why}, {stream.Bytes} bytes"));
        await stream.CloseAsync(status, why);
    }

    private async Task FollowAsync(Session session, StreamEnd end)
    {
        if (end == StreamEnd.Cancelled)
        {
            _ = await book.CancelAsync(session.Id);
        }
        else if (end == StreamEnd.Aborted && await stage.Sessions.FindAsync(session.Id, CancellationToken.None) is { } now)
        {
            _ = await book.EndAsync(now, isResumable: true);
        }
    }

    // Progress, told now and then: a frame comes ten times a second.
    private Func<Task> Touching(string id)
    {
        var last = stage.Clock.GetTimestamp();
        return () =>
        {
            if (stage.Clock.GetElapsedTime(last) < stage.Tempo.Of(TouchEvery))
            {
                return Task.CompletedTask;
            }

            last = stage.Clock.GetTimestamp();
            return stage.Sessions.TouchAsync(id);
        };
    }

    private static (WebSocketCloseStatus Status, string Why) FarewellOf(StreamEnd end, AudioStream stream) => end switch
    {
        StreamEnd.EndOfStream => (WebSocketCloseStatus.NormalClosure, "end of stream"),
        StreamEnd.Cancelled => (WebSocketCloseStatus.NormalClosure, "cancelled"),
        StreamEnd.Aborted => (WebSocketCloseStatus.NormalClosure, "aborted"),
        StreamEnd.SessionEnded => (WebSocketCloseStatus.NormalClosure, "the session was ended"),
        StreamEnd.Silence => (WebSocketCloseStatus.PolicyViolation, "no audio for 25 seconds"),
        StreamEnd.LongPause => (WebSocketCloseStatus.PolicyViolation, "paused for 30 minutes"),
        StreamEnd.Unreadable => (WebSocketCloseStatus.InvalidPayloadData, stream.Problem ?? "unreadable"),
        StreamEnd.Stopping => (WebSocketCloseStatus.EndpointUnavailable, "going away"),
        _ => (WebSocketCloseStatus.NormalClosure, "closed by the client"),
    };
}
