using Posthorn.Conformance.Appending;
using Posthorn.Conformance.Claiming;
using Posthorn.Conformance.ManyNodes;
using Posthorn.Conformance.Recovering;
using Posthorn.Conformance.Replay;
using Posthorn.Conformance.Settling;
using Posthorn.Conformance.States;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>What every store promises, asked of the simulated one as the store of many nodes.</summary>
public static class PromisesOfTheSimulatedCluster
{
    public sealed class Append() : AppendPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Due() : DuePromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Batch() : BatchPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Idempotency() : IdempotencyPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Claim() : ClaimPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Release() : ReleasePromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Expiry() : ExpiryPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Step() : StepPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Fencing() : FencingPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Announcement() : AnnouncementPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Orphan() : OrphanPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Health() : HealthPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Sweep() : SweepPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Replays() : ReplayPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Range() : RangePromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Lease() : LeasePromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Takeover() : TakeoverPromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class Zombie() : ZombiePromises(new SimulatedUnderTest(manyNodes: true));

    public sealed class SharedLog() : SharedLogPromises(new SimulatedUnderTest(manyNodes: true));
}
