namespace Posthorn.Proof.Simulation.Tracing;

/// <summary>What happened in a world, as one number by which two runs of it are compared, and, if it is kept, as lines.</summary>
internal sealed class Trace(bool keep)
{
    private readonly List<Happening> _kept = [];
    private TimeSpan _now;
    private long _step;

    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    public IReadOnlyList<Happening> Kept => _kept;

    public void Step(TimeSpan now, int life)
    {
        (_now, _step) = (now, _step + 1);
        Mix((ulong)now.Ticks);
        Mix((ulong)life);
    }

    public void Say(What what, int who, long a = 0, long b = 0, long c = 0, string? word = null)
    {
        Mix((ulong)what);
        Mix((ulong)who);
        Mix((ulong)a);
        Mix((ulong)b);
        Mix((ulong)c);
        foreach (var letter in word ?? "")
        {
            Mix(letter);
        }

        if (keep)
        {
            _kept.Add(new(_now, _step, what, who, a, b, c, word));
        }
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * 1_099_511_628_211;
}
