namespace Posthorn.Delivery.Scheduling;

/// <summary>Chance, from a seed. Safe for any number of threads.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>A number in [0, 1).</summary>
    public double Throw()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }
}
