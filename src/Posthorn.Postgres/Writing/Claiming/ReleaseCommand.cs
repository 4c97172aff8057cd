using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Gives back claims whose attempt was never begun.</summary>
internal sealed class ReleaseCommand(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) : WriteCommand<bool>
{
    public IReadOnlyList<DueDelivery> Deliveries => deliveries;

    public DateTimeOffset Now => now;
}
