using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Intake;

/// <summary>The one way in: prepare, reserve room in the lanes, commit, and only then hand over and say yes.</summary>
/// <remarks>Safe for any number of callers.</remarks>
internal sealed partial class EventIntake(
    EventPreparation preparation, IEventLog log, LaneSet lanes, FeedReaders readers, DeliveryMetrics metrics, TimeProvider clock, ILogger<EventIntake> logger)
{
    private static readonly TimeSpan UnavailableFor = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = new UnfailingLogger(logger);

    /// <summary>Accepts one event. When the result says so it is on disk.</summary>
    public async ValueTask<IntakeResult> AcceptAsync(Partner partner, NewEvent item)
    {
        var started = clock.GetTimestamp();
        if (preparation.Prepare(partner, item, clock.GetUtcNow(), out var bodies, out var problems) is not { } prepared)
        {
            return new IntakeResult.Refused(problems);
        }

        lanes.Reserve(prepared, bodies);
        Appended appended;
        try
        {
            appended = await log.AppendAsync(prepared);
        }
        catch (Exception exception)
        {
            lanes.GiveUp(prepared, bodies);
            return Unavailable(exception);
        }

        lanes.HandOver(prepared, bodies, appended);
        readers.Committed(partner.Key);
        metrics.Accepted(appended is Appended.Stored ? 1 : 0, clock.GetElapsedTime(started));
        return Answer(appended);
    }

    /// <summary>Accepts several events in one commit. One that is refused does not stop the others; there is a result for each.</summary>
    public async ValueTask<IReadOnlyList<IntakeResult>> AcceptAsync(IReadOnlyList<(Partner Partner, NewEvent Item)> items)
    {
        var started = clock.GetTimestamp();
        var results = new IntakeResult[items.Count];
        var prepared = new List<(int Place, EventToStore Item, byte[][] Bodies)>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (preparation.Prepare(items[i].Partner, items[i].Item, clock.GetUtcNow(), out var bodies, out var problems) is { } ready)
            {
                prepared.Add((i, ready, bodies));
            }
            else
            {
                results[i] = new IntakeResult.Refused(problems);
            }
        }

        foreach (var (_, item, bodies) in prepared)
        {
            lanes.Reserve(item, bodies);
        }

        IReadOnlyList<Appended> appended;
        try
        {
            appended = await log.AppendAsync(prepared.ConvertAll(static one => one.Item));
        }
        catch (Exception exception)
        {
            foreach (var (_, item, bodies) in prepared)
            {
                lanes.GiveUp(item, bodies);
            }

            var unavailable = Unavailable(exception);
            prepared.ForEach(one => results[one.Place] = unavailable);
            return results;
        }

        for (var i = 0; i < appended.Count; i++)
        {
            lanes.HandOver(prepared[i].Item, prepared[i].Bodies, appended[i]);
            results[prepared[i].Place] = Answer(appended[i]);
            readers.Committed(prepared[i].Item.Partner.Key);
        }

        metrics.Accepted(appended.Count(static one => one is Appended.Stored), clock.GetElapsedTime(started));
        return results;
    }

    // A fault of ours is thrown on: whoever asked must hear of it, and must not be told that it will pass.
    private IntakeResult.Unavailable Unavailable(Exception exception)
    {
        if (exception is not StoreUnavailableException)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        Log.IntakeFailed(_logger, exception);
        return new(UnavailableFor);
    }

    private static IntakeResult Answer(Appended appended) => appended switch
    {
        Appended.Stored stored => new IntakeResult.Accepted(stored.Event, Replayed: false),
        Appended.Replayed replayed => new IntakeResult.Accepted(replayed.Event, Replayed: true),
        Appended.Outdated => new IntakeResult.Outdated(),
        _ => new IntakeResult.KeyReused(),
    };

    private static partial class Log
    {
        [LoggerMessage(EventIds.IntakeFailed, LogLevel.Error, "An event could not be stored and was refused")]
        public static partial void IntakeFailed(ILogger logger, Exception exception);
    }
}
