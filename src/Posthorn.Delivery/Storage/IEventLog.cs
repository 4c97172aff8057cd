using Posthorn.Delivery.Intake;

namespace Posthorn.Delivery.Storage;

/// <summary>The log that events enter.</summary>
internal interface IEventLog
{
    /// <summary>Stores an event and its deliveries in one commit.</summary>
    /// <returns>Completes when the commit is on disk. Throws <see cref="StoreUnavailableException"/> when it is not.</returns>
    /// <remarks>Not cancellable: whoever stops waiting would not know whether it was stored.</remarks>
    ValueTask<Appended> AppendAsync(EventToStore item);

    /// <summary>Stores all of the events in one commit, in order; a result for each.</summary>
    ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items);
}
