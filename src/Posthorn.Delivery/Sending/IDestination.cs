using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Sending;

/// <summary>Where a delivery goes: a partner's URL, or code in this process.</summary>
internal interface IDestination
{
    /// <summary>Makes one attempt and says how it ended.</summary>
    /// <param name="at">The moment of the attempt.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired: what became of the attempt is not known.</exception>
    ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop);
}
