using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Storage;

/// <summary>Which lanes this node may work. One node holds a lane at a time, so an endpoint's limits hold across nodes without a shared counter.</summary>
/// <remarks>
/// A node holds its lanes as long as it is known to be alive. One that cannot prove it in time is declared dead by another: what it held
/// becomes free, what it had claimed is an orphan, and whatever it still writes is fenced by <see cref="DueDelivery.Holder"/>.
/// Safe for any number of threads.
/// </remarks>
internal interface ILaneLeases
{
    /// <summary>
    /// Under which name this node holds what it holds: greater than 0, and another one after it was declared dead. 0 while it cannot be sure that it
    /// still holds anything, by its own clocks and with a margin. Asked before each attempt: reads memory only.
    /// </summary>
    long Term { get; }

    /// <summary>Raised when the term has become another one than it was, 0 included. Not raised on the caller's thread.</summary>
    event Action? TermChanged;

    /// <summary>Whether this node is the only one there can be: then every lane is its own from the first moment on, and nothing is ever asked.</summary>
    bool IsSole { get; }

    /// <summary>Takes those lanes that no living node holds.</summary>
    /// <returns>The lanes of those asked for that this node holds now, with what they remember, and the term under which.</returns>
    ValueTask<GrantedLanes> AcquireAsync(IReadOnlyCollection<long> endpointKeys);

    /// <summary>Gives lanes back, so that another node may take them. What this node does not hold is left alone.</summary>
    ValueTask ReleaseAsync(IReadOnlyCollection<long> endpointKeys);

    /// <summary>How the lanes lie on the nodes.</summary>
    ValueTask<LaneShare> ShareAsync();
}
