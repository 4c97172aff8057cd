namespace Posthorn.Bench.Running;

/// <summary>What a run measures and how.</summary>
/// <param name="Server">The command that starts Posthorn, without <c>serve</c> and its options; empty measures the floors alone.</param>
/// <param name="Storage">The kind of store to measure on: sqlite or postgres.</param>
/// <param name="Directory">Where databases and logs live during the run.</param>
internal sealed record BenchOptions(
    IReadOnlyList<string> Server,
    IReadOnlyList<string> Only,
    string Storage,
    string Directory,
    int Rounds,
    TimeSpan Window,
    TimeSpan WarmUp,
    int Connections,
    int InFlight,
    int Endpoints,
    int OnTheirWay,
    int PayloadBytes,
    int HangRate,
    int Backlog,
    int History,
    TimeSpan Snapshot)
{
    /// <summary>How long a hanging endpoint is watched: longer than the 30 s that it takes, where the window is the usual one.</summary>
    public TimeSpan HangWindow => 3.5 * Window;
}
