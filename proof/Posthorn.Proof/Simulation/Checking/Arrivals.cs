using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>I2 and I3: what arrived was published, for that endpoint, and always with the bytes that were accepted.</summary>
internal static class Arrivals
{
    public static IEnumerable<Violation> Check(Ground ground)
    {
        var stored = ground.Tables.Deliveries.ToDictionary(static row => (row.Event.Id.ToString(), row.EndpointKey));
        foreach (var arrival in ground.Network.Arrivals)
        {
            if (!stored.TryGetValue((arrival.EventId, arrival.EndpointKey), out var row))
            {
                yield return new("I3", $"sending {arrival.Send} brought endpoint {arrival.EndpointKey} an event that is not stored for it");
            }
            else if (row.BodyHash != arrival.BodyHash)
            {
                yield return new("I2", $"sending {arrival.Send} brought endpoint {arrival.EndpointKey} other bytes of event {row.Event.Sequence} than were accepted");
            }
        }
    }
}
