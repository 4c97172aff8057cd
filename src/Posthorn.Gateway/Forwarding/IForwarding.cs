using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;

namespace Posthorn.Gateway.Forwarding;

/// <summary>One destination, ready to be forwarded to.</summary>
internal interface IForwarding : IAsyncDisposable
{
    /// <param name="delivery">Its body is there, and is what was accepted.</param>
    ValueTask<AttemptOutcome> ForwardAsync(Endpoint endpoint, DueDelivery delivery, ForwardedEvent told, DateTimeOffset at, CancellationToken stop);
}
