using System.Globalization;
using System.Text;
using Posthorn.Delivery.Intake;
using Posthorn.Proof.Simulation.Hosting;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Publishing;

/// <summary>Someone who wants an event accepted, and asks until it is told that it was, or has had enough.</summary>
internal sealed class Publisher
{
    private static readonly TimeSpan Hop = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly Ground _ground;
    private readonly IReadOnlyList<Node> _nodes;
    private readonly Publish _intention;
    private readonly Chance _chance;
    private readonly NewEvent[] _items;
    private int _asked;

    public Publisher(Ground ground, IReadOnlyList<Node> nodes, Publish intention)
    {
        (_ground, _nodes, _intention) = (ground, nodes, intention);
        _chance = ground.Chance.Fork(10_000 + (ulong)intention.Number);
        _items = [.. Enumerable.Range(0, intention.Events).Select(Item)];
    }

    public bool IsDone { get; private set; }

    /// <summary>Which intention an event came from; 0 for those that Posthorn made itself.</summary>
    public static int NumberOf(string? subject) => subject is ['p', .. var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public void Ask()
    {
        if (IsDone)
        {
            return;
        }

        if (_chance.Pick(_nodes).Ready is not { } process)
        {
            _ground.After(_chance.Between(Hop, LongestPause), Ask);
            return;
        }

        if (_asked == _intention.Tries)
        {
            _ground.Trace.Say(What.PublisherGaveUp, 0, _intention.Number);
            _ground.History.GivenUp++;
            IsDone = true;
            return;
        }

        var asked = ++_asked;
        _ground.History.Asked++;
        _ground.Trace.Say(What.Published, process.Life.Number, _intention.Number, asked);
        Send(process, asked);
        if (_intention.AsksTwice && _chance.Pick(_nodes).Ready is { } another)
        {
            Send(another, asked);
        }

        _ground.After(_intention.Patience, () => AskAgain(asked));
    }

    private void Send(NodeProcess process, int asked) =>
        _ground.After(_chance.Between(TimeSpan.Zero, Hop), () => process.Life.Post(_ => _ = AcceptAsync(process, asked), null));

    private NewEvent Item(int item)
    {
        var key = _intention.HasKey ? $"k{_intention.Number}-{item}" : null;
        var data = $$"""{"n":{{_intention.Number}},"i":{{item}},"pad":"{{new string('x', _intention.Bytes)}}"}""";
        return new("session.completed", $"p{_intention.Number}", Encoding.UTF8.GetBytes(data), OccurredAt: null, key, Encoding.UTF8.GetBytes(data));
    }

    private async Task AcceptAsync(NodeProcess process, int asked)
    {
        if (!process.IsReady)
        {
            return;
        }

        var askedAt = _ground.Now;
        IReadOnlyList<IntakeResult> results;
        try
        {
            results = await process.PublishAsync(_items);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _ground.History.Violations.Add(new("intake", $"publish {_intention.Number} ended with {exception.GetType().Name}"));
            return;
        }

        for (var item = 0; item < results.Count; item++)
        {
            Note(process, results[item], item, askedAt);
        }

        // From here on it is promised, whether the publisher ever hears of it or not.
        var accepted = results.All(static result => result is IntakeResult.Accepted);
        _ground.After(_chance.Between(TimeSpan.Zero, Hop), () => Hear(asked, accepted));
    }

    private void Note(NodeProcess process, IntakeResult result, int item, TimeSpan askedAt)
    {
        switch (result)
        {
            case IntakeResult.Accepted accepted:
                _ground.History.Acknowledged.Add(new(_intention.Number, item, accepted.Event, accepted.Replayed, askedAt, _ground.Now));
                _ground.Trace.Say(What.Acknowledged, process.Life.Number, _intention.Number, accepted.Event.Sequence, accepted.Replayed ? 1 : 0);
                break;
            case IntakeResult.Unavailable:
                _ground.Trace.Say(What.Refused, process.Life.Number, _intention.Number);
                break;
            default:
                _ground.History.Violations.Add(new("intake", $"publish {_intention.Number} was answered with {result.GetType().Name}"));
                break;
        }
    }

    private void Hear(int asked, bool accepted)
    {
        IsDone |= accepted;
        AskAgain(asked);
    }

    private void AskAgain(int asked)
    {
        if (!IsDone && asked == _asked)
        {
            _ground.After(_chance.Between(Hop, LongestPause), () =>
            {
                if (asked == _asked)
                {
                    Ask();
                }
            });
        }
    }
}
