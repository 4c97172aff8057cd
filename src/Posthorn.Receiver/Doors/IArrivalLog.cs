using Posthorn.Delivery.Intake;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Doors;

/// <summary>Where a door puts what it has verified: the log of whoever hosts it.</summary>
internal interface IArrivalLog
{
    /// <summary>Whether it takes anything: not before the start is over, and not from the moment on at which the host stops.</summary>
    bool IsOpen { get; }

    /// <summary>Makes it durable, with its deliveries.</summary>
    ValueTask<IntakeResult> AcceptAsync(Source source, NewEvent item);
}
