using Posthorn.Proof.Simulation.Sending;

namespace Posthorn.Proof.Simulation.Planning;

/// <summary>Something that goes wrong, or that a person does, at a moment of the world's time.</summary>
internal abstract record Fault(TimeSpan At)
{
    /// <summary>For the counts.</summary>
    public string Name => GetType().Name;

    /// <summary>A process is killed in place of one of its steps, and started again.</summary>
    /// <param name="Steps">Which of its steps after that moment.</param>
    internal sealed record Kill(TimeSpan At, int Node, int Steps, TimeSpan DownFor) : Fault(At);

    /// <summary>A process is told to stop, does, and is started again.</summary>
    /// <param name="Patience">After that it is killed.</param>
    internal sealed record Stop(TimeSpan At, int Node, TimeSpan Patience, TimeSpan DownFor) : Fault(At);

    /// <summary>A process stands still while all clocks go on.</summary>
    internal sealed record Pause(TimeSpan At, int Node, TimeSpan For) : Fault(At);

    /// <summary>A machine is suspended: its monotonic clock and its timers stand still, and its wall clock does not.</summary>
    internal sealed record Suspend(TimeSpan At, int Node, TimeSpan For) : Fault(At);

    /// <summary>The wall clock of a machine is set.</summary>
    internal sealed record WallJump(TimeSpan At, int Node, TimeSpan By) : Fault(At);

    /// <summary>The store's own clock is set.</summary>
    internal sealed record StoreJump(TimeSpan At, TimeSpan By) : Fault(At);

    internal sealed record StoreAway(TimeSpan At, TimeSpan For) : Fault(At);

    /// <summary>The store crashes and comes back: what was not committed is lost.</summary>
    internal sealed record StoreCrash(TimeSpan At, TimeSpan For) : Fault(At);

    internal sealed record StoreSlow(TimeSpan At, TimeSpan For, double Times) : Fault(At);

    /// <summary>Commits are made, and their answers are lost.</summary>
    internal sealed record LostAnswers(TimeSpan At, TimeSpan For, double Share) : Fault(At);

    /// <summary>One node does not reach the store.</summary>
    internal sealed record Cut(TimeSpan At, int Node, TimeSpan For) : Fault(At);

    /// <summary>An endpoint treats a share of the requests in some manner.</summary>
    internal sealed record Trouble(TimeSpan At, int Endpoint, Manner Manner, double Share, TimeSpan For) : Fault(At);

    /// <summary>Nobody gets out.</summary>
    internal sealed record EgressDown(TimeSpan At, TimeSpan For) : Fault(At);

    /// <summary>An event kills whoever sends it, some times over.</summary>
    /// <param name="Publish">The number of the publisher's intention.</param>
    internal sealed record Poison(TimeSpan At, int Publish, int Times) : Fault(At);

    internal sealed record Disable(TimeSpan At, int Endpoint) : Fault(At);

    internal sealed record Enable(TimeSpan At, int Endpoint) : Fault(At);

    internal sealed record Delete(TimeSpan At, int Endpoint) : Fault(At);

    /// <summary>A person sends one delivery again.</summary>
    /// <param name="Pick">Which of those there are by then, as a part of 1.</param>
    internal sealed record Replay(TimeSpan At, double Pick) : Fault(At);

    /// <summary>A person sends again all that ended badly, or all, at one endpoint.</summary>
    internal sealed record ReplayRange(TimeSpan At, int Endpoint, bool DeliveredToo) : Fault(At);
}
