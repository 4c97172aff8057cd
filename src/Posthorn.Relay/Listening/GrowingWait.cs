using Posthorn.Delivery.Scheduling;

namespace Posthorn.Relay.Listening;

/// <summary>Waits that double up to a longest one, and are spread so that many who wait do not come back together.</summary>
internal sealed class GrowingWait
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;
    private readonly Dice _dice;
    private TimeSpan _next;

    public GrowingWait(TimeSpan first, TimeSpan longest, Dice dice) => (_first, _longest, _dice, _next) = (first, longest, dice, first);

    public TimeSpan Next()
    {
        var wait = _next * (0.75 + (0.5 * _dice.Throw()));
        _next = _next * 2 > _longest ? _longest : _next * 2;
        return wait;
    }

    public void Reset() => _next = _first;
}
