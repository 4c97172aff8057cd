using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Forwarding;

/// <summary>Where arrivals are passed on to.</summary>
internal interface ITarget
{
    /// <summary>Passes one on, once.</summary>
    Task<ForwardResult> ForwardAsync(Arrival arrival, CancellationToken stop);
}
