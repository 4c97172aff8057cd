using Posthorn.Api.Deliveries;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>What the server itself says of deliveries, once the run is over.</summary>
internal interface IDeliveryBook
{
    /// <summary>A delivery with its attempts; null where the server knows none of this id.</summary>
    Task<DeliveryInfo?> FindAsync(string delivery, CancellationToken cancellationToken);

    /// <summary>All that ended undelivered.</summary>
    IAsyncEnumerable<string> DeadAsync(CancellationToken cancellationToken);
}
