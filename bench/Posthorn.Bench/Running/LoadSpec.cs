using Posthorn.Bench.Loading;

namespace Posthorn.Bench.Running;

/// <summary>A load on a subject that stands ready.</summary>
/// <param name="Name">The subject's name, for the report.</param>
/// <param name="Role">The role that makes the load.</param>
/// <param name="Server">Where the load goes.</param>
/// <param name="Targets">The places it goes to.</param>
/// <param name="Order">How it is shared out among them.</param>
/// <param name="Rate">Events a second; 0 for as many as possible.</param>
/// <param name="Measured">The server that is measured, or null where it is the load itself.</param>
internal sealed record LoadSpec(
    string Name, string Role, Uri Server, IReadOnlyList<Target> Targets, IReadOnlyList<int> Order, int Rate, RunningServer? Measured)
{
    /// <summary>The target whose events are neither waited for nor judged, because its endpoint may hang on purpose.</summary>
    public int? NotJudged { get; init; }

    /// <summary>How long to measure, where it is not as long as everything else.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Whether the subject is fresh and has to be run warm first.</summary>
    public bool IsFresh { get; init; } = true;

    /// <summary>What happens between the warm-up and the measured load.</summary>
    public Func<CancellationToken, Task>? AfterWarmUp { get; init; }
}
