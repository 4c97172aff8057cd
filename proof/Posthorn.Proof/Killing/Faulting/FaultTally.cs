using Posthorn.Proof.Killing.Journals;

namespace Posthorn.Proof.Killing.Faulting;

/// <summary>What has been done so far. Safe for any number of threads.</summary>
internal sealed class FaultTally(Journal journal)
{
    private readonly Lock _gate = new();
    private readonly List<FaultLine> _lines = [];

    public int Kills
    {
        get
        {
            lock (_gate)
            {
                return _lines.Sum(static line => line.Kills);
            }
        }
    }

    public IReadOnlyDictionary<FaultKind, int> ByKind
    {
        get
        {
            lock (_gate)
            {
                return _lines.CountBy(static line => line.Kind).OrderBy(static pair => pair.Key).ToDictionary();
            }
        }
    }

    public void Add(FaultLine line)
    {
        line.WriteTo(journal);
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    /// <summary>The kills after which a node stayed away: takeover is measured there.</summary>
    public IReadOnlyList<FaultLine> LeftDead()
    {
        lock (_gate)
        {
            return [.. _lines.Where(static line => line.Kind == FaultKind.NodeLeftDead)];
        }
    }
}
