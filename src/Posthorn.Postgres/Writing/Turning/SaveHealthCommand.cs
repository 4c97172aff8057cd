using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Turning;

/// <summary>Remembers a lane's change of state, together with the news of it.</summary>
internal sealed class SaveHealthCommand(LaneHealth health, EventToStore? news) : WriteCommand<Appended?>
{
    public override int Weight => news?.Data.Length ?? 1;

    public LaneHealth Health => health;

    public EventToStore? News => news;
}
