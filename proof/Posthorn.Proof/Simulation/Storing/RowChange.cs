namespace Posthorn.Proof.Simulation.Storing;

/// <summary>One change of one delivery's row.</summary>
/// <param name="Before">Null when it is new.</param>
internal readonly record struct RowChange(DeliveryRow? Before, DeliveryRow After, Cause Cause);
