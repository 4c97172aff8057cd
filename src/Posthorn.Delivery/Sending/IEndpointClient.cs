namespace Posthorn.Delivery.Sending;

/// <summary>Makes one attempt. The simulation of the engine has its own.</summary>
internal interface IEndpointClient
{
    /// <summary>Sends the request once and says how that ended, within its deadline. Nothing the network does is thrown.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired: what became of the request is not known.</exception>
    ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop);
}
