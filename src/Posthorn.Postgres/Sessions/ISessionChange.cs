using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>A change of a session, told of or not.</summary>
internal interface ISessionChange : IWriteCommand
{
    SessionWrite Write { get; }

    /// <summary>The event that tells of it; null when none does.</summary>
    EventToStore? Event { get; }

    /// <param name="stored">The event, once it is stored; null when there is none, or when the session was written by somebody else in between.</param>
    void Answer(bool written, Appended.Stored? stored);
}
