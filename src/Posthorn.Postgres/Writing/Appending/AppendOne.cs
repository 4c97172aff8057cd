using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>Puts one event and its deliveries into the log.</summary>
internal sealed class AppendOne(EventToStore item) : WriteCommand<Appended>, IAppend
{
    public override int Weight => item.Data.Length;

    public int Count => 1;

    public EventToStore this[int place] => item;

    public void Answer(int place, Appended appended) => Result = appended;
}
