using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Storage;

/// <summary>The leases of a process that owns its store alone: everything is its own.</summary>
internal sealed class SoleLeases : ILaneLeases
{
    /// <summary>The only term there is.</summary>
    public const long OnlyTerm = 1;

    /// <summary>Never raised.</summary>
    public event Action? TermChanged
    {
        add { }
        remove { }
    }

    public long Term => OnlyTerm;

    public bool IsSole => true;

    public ValueTask<GrantedLanes> AcquireAsync(IReadOnlyCollection<long> endpointKeys) => new(new GrantedLanes(OnlyTerm, [.. endpointKeys.Select(LaneHealth.Active)]));

    public ValueTask ReleaseAsync(IReadOnlyCollection<long> endpointKeys) => default;

    public ValueTask<LaneShare> ShareAsync() => new(new LaneShare(Nodes: 1, Held: 0));
}
