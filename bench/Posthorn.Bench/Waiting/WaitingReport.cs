using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Waiting;

/// <summary>What waiting readers cost, and how soon one of them hears of an event.</summary>
/// <param name="NodeShare">Processor time of the node while they wait, as a share of one core.</param>
/// <param name="DatabaseShare">That of the database's own processes.</param>
/// <param name="IdleShare">That of the node before they came.</param>
/// <param name="IdleDatabaseShare">That of the database's own processes before they came.</param>
/// <param name="WakeP50Ms">From the 202 of an event to its reader's having it; the answer of the feed may come before it.</param>
internal sealed record WaitingReport(
    MachineFacts Machine,
    int Readers,
    double Seconds,
    double NodeShare,
    double DatabaseShare,
    double IdleShare,
    double IdleDatabaseShare,
    long MemoryBytes,
    long IdleMemoryBytes,
    int Publishes,
    double WakeP50Ms,
    double WakeP99Ms)
{
    public const double MostShare = 0.05;

    public bool IsMet => NodeShare < MostShare;
}
