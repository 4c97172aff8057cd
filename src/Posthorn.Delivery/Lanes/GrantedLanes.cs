namespace Posthorn.Delivery.Lanes;

/// <summary>Lanes that a node may work from now on, as long as its term lasts.</summary>
internal sealed record GrantedLanes(long Term, IReadOnlyList<LaneHealth> Lanes);
