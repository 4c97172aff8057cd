using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation;

/// <summary>What came of many worlds.</summary>
/// <param name="Planned">How many worlds there are to be.</param>
/// <param name="Failed">Those that broke a promise, in the order of their seeds.</param>
internal sealed record SimulationReport(int Planned, Counts Counts, IReadOnlyList<FailedSeed> Failed);
