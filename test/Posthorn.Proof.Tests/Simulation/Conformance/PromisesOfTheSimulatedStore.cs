using Posthorn.Conformance.Appending;
using Posthorn.Conformance.Claiming;
using Posthorn.Conformance.Reading;
using Posthorn.Conformance.Recovering;
using Posthorn.Conformance.Replay;
using Posthorn.Conformance.Retention;
using Posthorn.Conformance.Settling;
using Posthorn.Conformance.States;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>What every store promises, asked of the simulated one as the store of one process: so it does not drift from those it stands for.</summary>
public static class PromisesOfTheSimulatedStore
{
    public sealed class Append() : AppendPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Due() : DuePromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Batch() : BatchPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Idempotency() : IdempotencyPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Feed() : FeedPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Claim() : ClaimPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Release() : ReleasePromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Expiry() : ExpiryPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Step() : StepPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Fencing() : FencingPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Announcement() : AnnouncementPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Orphan() : OrphanPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Health() : HealthPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Sweep() : SweepPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Replays() : ReplayPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Range() : RangePromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Retained() : RetentionPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class History() : HistoryPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Receipts() : ReceiptPromises(new SimulatedUnderTest(manyNodes: false));

    public sealed class Arrivals() : ArrivalPromises(new SimulatedUnderTest(manyNodes: false));
}
