namespace Posthorn.Proof.Killing.Planning;

/// <summary>Chance that any process can compute again: a number made of the seed and of what it is for.</summary>
internal static class Mix
{
    public static ulong Of(int seed, long what, long which)
    {
        var state = (ulong)(uint)seed;
        state = Stir(state ^ (ulong)what);
        return Stir(state ^ (ulong)which);
    }

    /// <summary>A number in [0, 1).</summary>
    public static double Share(int seed, long what, long which) => (Of(seed, what, which) >> 11) * (1.0 / (1UL << 53));

    // The finalizer of SplitMix64.
    private static ulong Stir(ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
