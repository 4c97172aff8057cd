using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Leasing;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>What stands in a world in place of the usual parts: how a fault is planted to see that it is found.</summary>
internal sealed record Replacements
{
    public static readonly Replacements None = new();

    public Flaws Flaws { get; init; }

    public LeaseTimes Leases { get; init; } = LeaseTimes.Usual;

    public Func<IEventLog, IEventLog> Log { get; init; } = static log => log;

    public Func<ILaneStore, ILaneStore> Lanes { get; init; } = static lanes => lanes;

    public Func<IEndpointClient, IEndpointClient> Client { get; init; } = static client => client;
}
