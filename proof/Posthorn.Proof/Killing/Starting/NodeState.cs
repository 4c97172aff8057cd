namespace Posthorn.Proof.Killing.Starting;

/// <summary>How a node stands, as far as the run knows.</summary>
internal enum NodeState
{
    /// <summary>There is no process.</summary>
    Down,

    /// <summary>There is one, and it has not said yet that it is ready.</summary>
    Starting,

    /// <summary>It said that it is ready, and nothing was done to it since.</summary>
    Up,

    /// <summary>It is stopped by a signal, or about to end.</summary>
    Held,
}
