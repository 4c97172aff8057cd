using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>Puts several events into the log in one commit, in order.</summary>
internal sealed class AppendMany : WriteCommand<IReadOnlyList<Appended>>, IAppend
{
    private readonly IReadOnlyList<EventToStore> _items;
    private readonly Appended[] _answers;

    public AppendMany(IReadOnlyList<EventToStore> items)
    {
        _items = items;
        _answers = new Appended[items.Count];
        Result = _answers;
        Weight = items.Sum(static item => item.Data.Length);
    }

    public override int Weight { get; }

    public int Count => _items.Count;

    public EventToStore this[int place] => _items[place];

    public void Answer(int place, Appended appended) => _answers[place] = appended;
}
