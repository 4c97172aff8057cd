using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>The partner's side of one endpoint.</summary>
internal sealed class SimulatedEndpoint(long key, TimeSpan usualAnswer)
{
    private readonly List<(Manner Manner, double Share)> _manners = [];

    public long Key => key;

    /// <summary>How long it usually takes to answer.</summary>
    public TimeSpan UsualAnswer => usualAnswer;

    /// <summary>From now on it treats a share of the requests so, whatever else is wrong with it.</summary>
    public void Begin(Manner manner, double share) => _manners.Add((manner, share));

    public void End(Manner manner) => _manners.RemoveAt(_manners.FindIndex(one => one.Manner == manner));

    /// <summary>How the next request is treated.</summary>
    public Manner Treats(Chance chance)
    {
        foreach (var (manner, share) in _manners)
        {
            if (chance.Happens(share))
            {
                return manner;
            }
        }

        return Manner.Well;
    }
}
