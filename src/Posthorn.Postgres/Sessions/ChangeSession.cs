using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>Writes a session that is not told of.</summary>
internal sealed class ChangeSession(SessionWrite write) : WriteCommand<bool>, ISessionChange
{
    public override int Weight => 1 + write.Documents.Sum(static one => one.Json.Length);

    public SessionWrite Write => write;

    public EventToStore? Event => null;

    public void Answer(bool written, Appended.Stored? stored) => Result = written;
}
