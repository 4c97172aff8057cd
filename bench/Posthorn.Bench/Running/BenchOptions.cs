namespace Posthorn.Bench.Running;

/// <summary>What a run measures and how.</summary>
/// <param name="Server">The command that starts Posthorn, without <c>serve</c> and its options; empty measures the floors alone.</param>
/// <param name="Directory">Where databases and logs live during the run.</param>
internal sealed record BenchOptions(
    IReadOnlyList<string> Server,
    IReadOnlyList<string> Only,
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
    int Backlog);
