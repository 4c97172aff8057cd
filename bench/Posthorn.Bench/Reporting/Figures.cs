namespace Posthorn.Bench.Reporting;

/// <summary>What one measurement of one subject gave.</summary>
/// <param name="Subject">Which server or floor.</param>
/// <param name="TargetRate">Events a second that were asked for; 0 where as many as possible were.</param>
/// <param name="DeliveriesPerSecond">Events that arrived at the sink for the first time, a second of the window.</param>
/// <param name="AcceptedPerSecond">Events answered with 202, a second of the window.</param>
/// <param name="CpuMicroseconds">Processor time of the subject for each delivery.</param>
/// <param name="DatabaseCpuMicroseconds">Processor time of the database's own processes for each delivery; 0 where it lives in the subject.</param>
/// <param name="LoadCpuMicroseconds">Processor time of the publisher for each delivery: part of the harness.</param>
/// <param name="SinkCpuMicroseconds">Processor time of the sink for each delivery: part of the harness.</param>
/// <param name="DiskBytes">Bytes that the subject and its database made the kernel write, for each delivery.</param>
/// <param name="ForeignCpuShare">Share of the machine that other programs used in the window: above 0.05 the figures are doubtful.</param>
/// <param name="StolenCpuShare">Share of the machine that its host gave to others in the window.</param>
/// <param name="PeakMemoryBytes">The most memory that the subject held, from its start.</param>
/// <param name="DatabaseBytes">The size of the database at the end.</param>
/// <param name="StartToReadyMs">From the start of the process to the first 200 of its readiness check.</param>
/// <param name="Accept">From the moment at which an event was meant to leave to its 202.</param>
/// <param name="AcceptToArrival">From the 202 to the arrival at the sink; 0 where the arrival came first.</param>
/// <param name="PublishToArrival">From the moment at which an event was meant to leave to its arrival.</param>
/// <param name="Accepted">Events answered with 202, from beginning to end.</param>
/// <param name="Refused">Events answered with 429 or 503.</param>
/// <param name="Failed">Events answered otherwise or not at all.</param>
/// <param name="Lost">Accepted events that had not arrived when nothing more came.</param>
/// <param name="Duplicates">Arrivals of an event beyond its first.</param>
/// <param name="Strangers">Arrivals of what was never sent in this measurement.</param>
/// <param name="SignaturesChecked">Arrivals whose signature was checked: a sample.</param>
/// <param name="SignaturesWrong">Those of them whose signature was wrong or missing.</param>
internal sealed record Figures(
    string Subject,
    int TargetRate,
    double DeliveriesPerSecond,
    double AcceptedPerSecond,
    double CpuMicroseconds,
    double DatabaseCpuMicroseconds,
    double LoadCpuMicroseconds,
    double SinkCpuMicroseconds,
    double DiskBytes,
    double ForeignCpuShare,
    double StolenCpuShare,
    long PeakMemoryBytes,
    long DatabaseBytes,
    double StartToReadyMs,
    Latency Accept,
    Latency AcceptToArrival,
    Latency PublishToArrival,
    long Accepted,
    long Refused,
    long Failed,
    long Lost,
    long Duplicates,
    long Strangers,
    long SignaturesChecked,
    long SignaturesWrong)
{
    /// <summary>Whether every accepted event arrived once, signed, and nothing else did.</summary>
    public bool IsSound => Lost + Duplicates + Strangers + SignaturesWrong + Failed == 0 && Accepted > 0;

    /// <summary>Whether the rate that was asked for was reached. A latency at a rate that was not held says nothing.</summary>
    public bool IsHeld => DeliveriesPerSecond >= 0.98 * TargetRate;
}
