using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery;

/// <summary>Due → sent → decided → recorded: one delivery's attempt, from the lane that holds it back to the store.</summary>
internal sealed partial class DeliveryPipeline(
    IDestination destination,
    ILaneStore store,
    Announcer announcer,
    EgressWatch egress,
    DeliveryMetrics metrics,
    Dice dice,
    TimeProvider clock,
    ILogger<DeliveryPipeline> logger)
{
    private static readonly TimeSpan FirstRecordWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRecordWait = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = new UnfailingLogger(logger);

    /// <summary>Claims what is due, for a lane.</summary>
    public async ValueTask<Claim> ClaimAsync(ClaimRequest request)
    {
        var started = clock.GetTimestamp();
        var claim = await store.ClaimAsync(request, clock.GetUtcNow());
        metrics.Claimed(clock.GetElapsedTime(started));

        return claim;
    }

    /// <summary>Makes the attempt and decides what follows. Never throws: whatever happens is an outcome.</summary>
    public async ValueTask<Settlement> AttemptAsync(Endpoint endpoint, DueDelivery delivery, CancellationToken stop)
    {
        var (at, started) = (clock.GetUtcNow(), clock.GetTimestamp());

        var outcome = await SendAsync(endpoint, delivery, at, stop);

        var took = clock.GetElapsedTime(started);
        var now = clock.GetUtcNow();
        var egressDown = egress.Record(endpoint.Key, outcome, now);
        var next = DeliveryPolicy.Decide(outcome, delivery, endpoint.Schedule, now, egressDown, dice.Throw());
        var attempt = new AttemptRecord(AttemptId.New(at), at, took, outcome);
        Count(delivery, outcome, next, now, took);
        var (endpointId, deliveryId, eventId) = (endpoint.Id, delivery.Id, delivery.EventId);
        Log.Attempted(_logger, deliveryId, eventId, endpointId, delivery.EventType, delivery.Attempt, outcome.Code, Name(next), took.TotalMilliseconds);

        return new(delivery, attempt, next, now, next is NextStep.DeadLetter ? News(endpoint, delivery, outcome, now) : null);
    }

    /// <summary>Writes down how an attempt ended. While that fails it asks again: the endpoint has seen the event by now, and that must not be lost. Never throws.</summary>
    /// <returns>False when it was stopped before the store took it; recovery will find the claim.</returns>
    public async ValueTask<bool> RecordAsync(Settlement settlement, CancellationToken stop)
    {
        for (var wait = FirstRecordWait; ; wait = wait * 2 > LongestRecordWait ? LongestRecordWait : wait * 2)
        {
            try
            {
                Written(settlement, await store.SettleAsync(settlement));
                return true;
            }
            catch (Exception exception)
            {
                Log.RecordDelayed(_logger, exception, settlement.Delivery.Id, wait.TotalSeconds);
            }

            try
            {
                await Task.Delay(wait * (1 + dice.Throw()), clock, stop);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>Writes down how a delivery goes on where that is not worth insisting on: whoever asked will ask again.</summary>
    public async ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var settled = await store.SettleAsync(settlement);
        Written(settlement, settled);
        return settled;
    }

    private void Written(Settlement settlement, Settled settled)
    {
        announcer.Announced(settled.Announced);
        if (settled.Held && settlement.Next is NextStep.DeadLetter)
        {
            metrics.Dead();
        }
    }

    private async ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop)
    {
        try
        {
            return await destination.SendAsync(endpoint, delivery, at, stop) ?? throw new InvalidOperationException("The destination gave no outcome.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new AttemptOutcome.Unreachable("interrupted", Ambiguous: true);
        }
        catch (Exception exception)
        {
            // A fault of ours in one delivery stays with that delivery: it is retried and, if it always breaks, ends as a dead letter.
            Log.AttemptBroke(_logger, exception, delivery.Id);
            return new AttemptOutcome.Unreachable("internal_error", Ambiguous: true);
        }
    }

    private void Count(DueDelivery delivery, AttemptOutcome outcome, NextStep next, DateTimeOffset now, TimeSpan took)
    {
        if (next is NextStep.Delivered)
        {
            metrics.Delivered(took, delivery.Attempt == 1 ? now - delivery.ScheduleStart : null);
            return;
        }

        metrics.Failed(outcome.Code, took);
    }

    private Intake.EventToStore? News(Endpoint endpoint, DueDelivery delivery, AttemptOutcome outcome, DateTimeOffset now)
    {
        try
        {
            return announcer.Exhausted(endpoint, delivery, outcome.Code, now);
        }
        catch (Exception exception)
        {
            // The delivery's end is worth more than the news of it.
            Log.NewsBroke(_logger, exception, delivery.Id);
            return null;
        }
    }

    private static string Name(NextStep next) => next switch
    {
        NextStep.Delivered => "delivered",
        NextStep.RetryAt => "retry",
        NextStep.DeadLetter => "dead",
        _ => "cancelled",
    };

    private static partial class Log
    {
        [LoggerMessage(EventIds.Attempted, LogLevel.Information,
            "Attempt {Attempt} of {DeliveryId} of {EventId} ({EventType}) to {EndpointId}: {Outcome}, then {Next}, in {ElapsedMs} ms")]
        public static partial void Attempted(
            ILogger logger, DeliveryId deliveryId, EventId eventId, EndpointId endpointId, string eventType, int attempt, string outcome, string next, double elapsedMs);

        [LoggerMessage(EventIds.AttemptBroke, LogLevel.Error, "The attempt of {DeliveryId} broke off with a fault of ours")]
        public static partial void AttemptBroke(ILogger logger, Exception exception, DeliveryId deliveryId);

        [LoggerMessage(EventIds.NewsBroke, LogLevel.Error, "The end of {DeliveryId} could not be announced")]
        public static partial void NewsBroke(ILogger logger, Exception exception, DeliveryId deliveryId);

        [LoggerMessage(EventIds.RecordDelayed, LogLevel.Warning, "The outcome of {DeliveryId} could not be stored yet; asking again in about {Seconds} s")]
        public static partial void RecordDelayed(ILogger logger, Exception exception, DeliveryId deliveryId, double seconds);
    }
}
