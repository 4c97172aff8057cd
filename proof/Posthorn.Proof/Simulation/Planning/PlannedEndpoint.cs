namespace Posthorn.Proof.Simulation.Planning;

/// <summary>An endpoint as the world begins with it.</summary>
/// <param name="IsOperators">Whether it is told what Posthorn itself has to report.</param>
internal sealed record PlannedEndpoint(string Schedule, int MaxConcurrency, double? RatePerSecond, TimeSpan Timeout, TimeSpan UsualAnswer, bool IsOperators = false);
