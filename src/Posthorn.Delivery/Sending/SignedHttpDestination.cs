using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Sending;

/// <summary>A partner's URL: signed for this attempt, then sent.</summary>
internal sealed class SignedHttpDestination(IEndpointClient client) : IDestination
{
    public ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop) =>
        RequestSigner.Sign(endpoint, delivery, at) is { } request
            ? client.SendAsync(request, stop)
            : new(new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed));
}
