using Posthorn.Delivery.Recording;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>A settlement that the store committed.</summary>
/// <param name="Life">The process that gave it.</param>
/// <param name="Held">Whether the claim was still held.</param>
internal sealed record SettledNote(int Life, Settlement Settlement, bool Held, TimeSpan At);
