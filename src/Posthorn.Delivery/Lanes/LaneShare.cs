namespace Posthorn.Delivery.Lanes;

/// <summary>How the lanes lie on the nodes at present.</summary>
/// <param name="Nodes">How many nodes are alive, this one among them.</param>
/// <param name="Held">How many lanes they hold together.</param>
internal readonly record struct LaneShare(int Nodes, int Held);
