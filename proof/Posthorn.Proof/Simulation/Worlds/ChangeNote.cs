using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>A change of a delivery's row, and when it was committed.</summary>
internal readonly record struct ChangeNote(RowChange Change, TimeSpan At);
