namespace Posthorn.Bench.Measuring;

/// <summary>All counters at one moment. A measurement is the difference of two of them.</summary>
/// <param name="At">The moment, as a timestamp.</param>
/// <param name="Arrived">Events that had arrived at the sink.</param>
/// <param name="Subject">What the process that is measured had used.</param>
/// <param name="Database">What the database's own processes had used.</param>
/// <param name="Load">What the publisher had used.</param>
/// <param name="Sink">What the sink had used.</param>
/// <param name="MachineBusy">Processor time of the whole machine, in microseconds.</param>
/// <param name="MachineStolen">Processor time that the machine's host gave to others, in microseconds.</param>
internal readonly record struct Reading(long At, long Arrived, Use Subject, Use Database, Use Load, Use Sink, long MachineBusy, long MachineStolen);
