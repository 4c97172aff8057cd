using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Handling;

/// <summary>The partner's own code: due → read → placed among its like → called in a fresh scope.</summary>
internal sealed partial class HandlerDestination(
    HandlerCatalog handlers, LiveSources sources, IHistory history, IServiceScopeFactory scopes, ReceiverMetrics metrics, TimeProvider clock, ILogger<HandlerDestination> logger)
    : IDestination
{
    public async ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop)
    {
        // Whoever brought the delivery may be the request that it came with: the sender's answer does not wait for a handler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        // What came straight from its commit has its body alone; the profile is verbatim, so the two are the same bytes.
        var body = delivery.Body.IsEmpty ? delivery.Data : delivery.Body;
        if (RenderedBody.Hash(body.Span) != delivery.BodyHash)
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        var source = sources.All.FirstOrDefault(one => one.PartnerId == endpoint.Partner.Id);
        if (source is null || handlers.Find(endpoint.Settings.Url) is not { } handler)
        {
            // Another version of the program may have it: it is tried again until the schedule ends.
            Log.Missing(logger, endpoint.Settings.Url, endpoint.Partner.Id);
            return new AttemptOutcome.HandlerFailed(FailureReasons.HandlerMissing);
        }

        if (!Notification.TryRead(source.Profile, body, out var notification, out _))
        {
            return new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed);
        }

        if (handler.For(notification) is not { } call)
        {
            return HandlerResult.Ignore.Outcome;
        }

        var outcome = await CallAsync(handler, call, notification, await ContextAsync(source, endpoint, delivery, notification, stop), stop);
        metrics.Handled(outcome.Code);
        return outcome;
    }

    private async Task<AttemptOutcome> CallAsync(
        HandlerRegistration handler, HandlerCall call, Notification notification, NotificationContext context, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(handler.Options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var result = await call.InvokeAsync(scope.ServiceProvider, notification, context, either.Token);
            return result?.Outcome ?? throw new InvalidOperationException("The handler gave no result.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new AttemptOutcome.HandlerFailed(FailureReasons.HandlerTimeout);
        }
        catch (Exception exception)
        {
            // Its message may hold what the notification held: by default the log says no more than its kind.
            Log.Failed(logger, handler.Name, context.DeliveryId, context.Attempt, exception.GetType().Name);
            Log.FailedDetails(logger, exception, handler.Name, context.DeliveryId);
            return new AttemptOutcome.HandlerFailed(FailureReasons.HandlerFailed);
        }
    }

    private async ValueTask<NotificationContext> ContextAsync(
        Source source, Endpoint endpoint, DueDelivery delivery, Notification notification, CancellationToken stop)
    {
        var receipts = await history.ReceiptsAsync(endpoint.Partner.Key, Resources.Of(notification), stop);
        var own = receipts.FirstOrDefault(one => one.Id == delivery.EventId);
        var confirmed = own is null ? null : await ConfirmedAsync(endpoint, notification, own, receipts, stop);
        var standing = own is null ? Standing.First : confirmed is null ? StandingAmong.Of(own, receipts) : Standing.Confirming;
        if (standing == Standing.Stale)
        {
            metrics.Stale();
        }

        return new()
        {
            EventId = delivery.EventId.ToString(),
            DeliveryId = delivery.Id.ToString(),
            Source = source.Name,
            Subject = notification.Subject,
            Attempt = delivery.Attempt,
            ReceivedAt = own?.AcceptedAt ?? delivery.ScheduleStart,
            OccurredAt = delivery.OccurredAt,
            Evidence = own is null ? Evidence.None : (Evidence)own.Evidence,
            Standing = standing,
            Confirmed = confirmed?.Id.ToString(),
            Clock = clock,
        };
    }

    // This handler's own delivery of what was told before. Where it had none, it is told now for the first time.
    private async ValueTask<DeliveryView?> ConfirmedAsync(
        Endpoint endpoint, Notification notification, ReceiptView own, IReadOnlyList<ReceiptView> receipts, CancellationToken stop)
    {
        var timed = notification is NoteNotification { CompletedAt: not null } or CodingSucceeded { UpdatedAt: not null };
        return Confirmation.Of(own, receipts, timed) is { } first
            ? (await history.DeliveriesOfAsync(first.Id, stop)).FirstOrDefault(one => one.EndpointKey == endpoint.Key)
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.HandlerFailed, LogLevel.Warning, "Handler {Handler} failed in attempt {Attempt} of {DeliveryId}: {ExceptionType}")]
        public static partial void Failed(ILogger logger, string handler, string deliveryId, int attempt, string exceptionType);

        [LoggerMessage(EventIds.HandlerFailedDetails, LogLevel.Debug, "How handler {Handler} failed with {DeliveryId}")]
        public static partial void FailedDetails(ILogger logger, Exception exception, string handler, string deliveryId);

        [LoggerMessage(EventIds.HandlerMissing, LogLevel.Error, "There is no {Handler} for what was received from {Source}; it is kept and tried again")]
        public static partial void Missing(ILogger logger, string handler, string source);
    }
}
