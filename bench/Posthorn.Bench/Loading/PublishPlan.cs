namespace Posthorn.Bench.Loading;

/// <summary>What a publisher is to do until it is told to stop.</summary>
/// <param name="Ledger">The path of the shared ledger.</param>
/// <param name="Server">The address of the system under test.</param>
/// <param name="Targets">Where events go; event <c>n</c> goes to <c>Order[n % Order.Count]</c>.</param>
/// <param name="Order">Indices into <paramref name="Targets"/>; a target that is named more often gets more.</param>
/// <param name="Connections">Connections, each with at most one request under way.</param>
/// <param name="Rate">Events a second, on the beat whatever the server does; 0 sends as fast as answers come.</param>
/// <param name="Window">Events that may be on their way to the sink before the publisher holds back; only without a rate.</param>
/// <param name="PayloadBytes">The size of an event's data in bytes, at least.</param>
internal sealed record PublishPlan(
    string Ledger,
    Uri Server,
    IReadOnlyList<Target> Targets,
    IReadOnlyList<int> Order,
    int Connections,
    int Rate,
    int Window,
    int PayloadBytes);
