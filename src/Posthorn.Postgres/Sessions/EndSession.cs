using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>Writes the end of a session together with the event that tells of it.</summary>
internal sealed class EndSession(EventToStore item) : WriteCommand<Appended>, ISessionChange
{
    public override int Weight => item.Data.Length + Write.Documents.Sum(static one => one.Json.Length);

    public SessionWrite Write => item.Session!;

    public EventToStore? Event => item;

    public void Answer(bool written, Appended.Stored? stored) => Result = written ? stored! : new Appended.Outdated();
}
