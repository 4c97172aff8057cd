using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Claims deliveries of one endpoint that are due, and counts their attempts.</summary>
internal sealed class ClaimCommand(ClaimRequest request, DateTimeOffset now) : WriteCommand<Claim>
{
    public override int Weight => request.MaxBytes;

    public ClaimRequest Request => request;

    public DateTimeOffset Now => now;
}
