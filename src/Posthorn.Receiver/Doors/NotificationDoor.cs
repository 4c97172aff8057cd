using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Intake;
using Posthorn.Hosting;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Signing;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Doors;

/// <summary>Request → raw bytes → verified → read → on disk → answered. Nothing is believed before it is verified, nor acknowledged before it is stored.</summary>
internal sealed partial class NotificationDoor(
    LiveSources sources, IArrivalLog log, BodyBudget budget, ReceiverMetrics metrics, TimeProvider clock, ILogger<NotificationDoor> logger)
{
    private static readonly TimeSpan WhileStopping = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileBusy = TimeSpan.FromSeconds(1);

    public async Task ReceiveAsync(HttpContext context, string name)
    {
        Reception reception;
        try
        {
            reception = await DecideAsync(context, name);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is left to answer.
            metrics.Refused(name, "aborted");
            return;
        }
        catch (BadHttpRequestException exception)
        {
            // The server could not read it: cut off, too slow, too large.
            reception = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? new(Refusal.TooLarge, "too_large") : new(Refusal.BadBody, "unreadable");
        }
        catch (Exception exception)
        {
            Log.ReceivingFailed(logger, exception.GetType().Name, name);
            reception = new(Refusal.Failure, "failure");
        }

        metrics.Ended(name, reception);
        await Answers.WriteAsync(context.Response, sources.Find(name), reception);
    }

    private async ValueTask<Reception> DecideAsync(HttpContext context, string name)
    {
        if (!log.IsOpen || sources.Find(name) is not { } source)
        {
            return Reception.Unavailable("stopping", WhileStopping);
        }

        var weight = Math.Min(context.Request.ContentLength ?? source.BodyLimit, source.BodyLimit);
        if (!budget.TryTake(weight))
        {
            return Reception.Unavailable("busy", WhileBusy);
        }

        try
        {
            return await TakeAsync(context, source);
        }
        finally
        {
            budget.Give(weight);
        }
    }

    private async ValueTask<Reception> TakeAsync(HttpContext context, Source source)
    {
        using var body = await RawBody.ReadAsync(context.Request, source.BodyLimit);
        if (body is null)
        {
            return new(Refusal.TooLarge, "too_large");
        }

        if (body.Length < context.Request.ContentLength)
        {
            Log.BodyAlreadyRead(logger, source.Name);
            return new(Refusal.Failure, "already_read");
        }

        var verdict = source.Verify(new(context.Request.Headers), body.Span, clock.GetUtcNow());
        if (!verdict.IsValid)
        {
            return Refused(source.Name, verdict);
        }

        if (!TryRead(source, body, out var notification))
        {
            Log.NotJson(logger, source.Name);
            return new(Refusal.BadBody, "not_json");
        }

        return await StoreAsync(source, ReceivedEvent.Of(source, notification, context.Request.Headers, ReceiptEvidence.Signed));
    }

    // From here on the bytes are kept: what was rented goes back.
    private static bool TryRead(Source source, RawBody body, [NotNullWhen(true)] out Notification? notification) =>
        Notification.TryRead(source.Profile, body.Span.ToArray(), out notification, out _);

    private async ValueTask<Reception> StoreAsync(Source source, NewEvent item)
    {
        switch (await log.AcceptAsync(source, item))
        {
            case IntakeResult.Accepted { Replayed: true }:
                metrics.Duplicate(source.Name);
                return Reception.Accepted;
            case IntakeResult.Accepted:
                return Reception.Accepted;
            case IntakeResult.KeyReused:
                Log.ContentConflict(logger, source.Name);
                metrics.Conflict(source.Name);
                return new(Refusal.Conflict, "conflict");
            case IntakeResult.Unavailable unavailable:
                return Reception.Unavailable("store_away", unavailable.RetryAfter);
            default:
                return new(Refusal.Failure, "failure");
        }
    }

    private Reception Refused(string name, SignatureVerdict verdict)
    {
        if (verdict.Status == SignatureStatus.NoSecret)
        {
            // The sender has done nothing wrong; it should come again when a secret counts.
            Log.NoSecretCounts(logger, name);
            return Reception.Unavailable(verdict.Code);
        }

        Log.SignatureRefused(logger, name, verdict.Code, verdict.Skew, verdict.Explanation);
        return new(verdict.Status == SignatureStatus.Missing ? Refusal.MissingSignature : Refusal.BadSignature, verdict.Code);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SignatureRefused, LogLevel.Warning, "A request for the source {Source} was refused: {Code}. Its time is {Skew} from this clock. {Explanation}")]
        public static partial void SignatureRefused(ILogger logger, string source, string code, TimeSpan? skew, string explanation);

        [LoggerMessage(EventIds.BodyRefused, LogLevel.Warning, "A request for the source {Source} is signed and is not JSON; it was refused")]
        public static partial void NotJson(ILogger logger, string source);

        [LoggerMessage(EventIds.BodyAlreadyRead, LogLevel.Error,
            "A request for the source {Source} could not be verified, because something that ran before has read its body. "
            + "Map the route so that nothing else reads the request: no model binding, no logging of bodies, no form reading before it")]
        public static partial void BodyAlreadyRead(ILogger logger, string source);

        [LoggerMessage(EventIds.ContentConflict, LogLevel.Error,
            "Security: the source {Source} was sent other content, validly signed, under an id that it had used before. The first stays, this one was refused")]
        public static partial void ContentConflict(ILogger logger, string source);

        [LoggerMessage(EventIds.ReceivingFailed, LogLevel.Error, "A fault of ours ({ExceptionType}) while receiving for the source {Source}; the sender was told to come again")]
        public static partial void ReceivingFailed(ILogger logger, string exceptionType, string source);

        [LoggerMessage(EventIds.NoSecretCounts, LogLevel.Error, "No secret of the source {Source} counts at this moment; senders are told to come again")]
        public static partial void NoSecretCounts(ILogger logger, string source);
    }
}
