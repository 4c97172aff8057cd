namespace Posthorn.Proof.Simulation.Running;

/// <summary>Chance from a seed: the same numbers on every machine and with every version of the runtime.</summary>
/// <remarks>Each part of a world draws from a fork of its own, so that one part more or less does not change what the others draw.</remarks>
internal sealed class Chance
{
    private readonly ulong _seed;
    private ulong _state;

    public Chance(ulong seed) => (_seed, _state) = (seed, seed);

    public Chance Fork(ulong salt) => new(Mix(_seed ^ (salt * 0x9E37_79B9_7F4A_7C15)));

    public ulong Next()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        return Mix(_state);
    }

    /// <summary>A number from 0 up to, and not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((UInt128)Next() * (ulong)end) >> 64);

    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public TimeSpan Between(TimeSpan from, TimeSpan to) => from + ((to - from) * Part());

    /// <summary>A number in [0, 1).</summary>
    public double Part() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double probability) => probability > 0 && Part() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
