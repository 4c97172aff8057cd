using Posthorn.Delivery.Intake;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>A process said yes to a publisher.</summary>
/// <param name="Publish">The number of the publisher's intention.</param>
/// <param name="Item">Which of its events.</param>
internal sealed record Acknowledged(int Publish, int Item, StoredEvent Event, bool Replayed, TimeSpan AskedAt, TimeSpan At);
