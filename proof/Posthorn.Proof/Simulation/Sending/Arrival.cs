namespace Posthorn.Proof.Simulation.Sending;

/// <summary>A request that arrived at an endpoint, as the endpoint notes it.</summary>
/// <param name="Send">The number of the sending.</param>
/// <param name="EventId">As the request named it.</param>
/// <param name="BodyHash">Of the bytes that arrived.</param>
/// <param name="Status">What was answered; null when nothing was.</param>
internal sealed record Arrival(int Send, string EventId, long EndpointKey, long BodyHash, int? Status, TimeSpan At);
