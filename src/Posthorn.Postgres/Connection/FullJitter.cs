using Posthorn.Delivery.Scheduling;

namespace Posthorn.Postgres.Connection;

/// <summary>How long to wait before asking again a database that is away: any time between nothing and a bound that doubles. So those who lost it together do not all return together.</summary>
internal sealed class FullJitter(Dice dice, TimeSpan first, TimeSpan longest)
{
    private const int MostDoublings = 20;

    private int _failures;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var bound = first * (1L << Math.Min(_failures++, MostDoublings));
        return (bound < longest ? bound : longest) * dice.Throw();
    }

    /// <summary>It has answered.</summary>
    public void Reset() => _failures = 0;
}
