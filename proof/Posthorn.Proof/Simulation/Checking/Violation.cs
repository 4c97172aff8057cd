namespace Posthorn.Proof.Simulation.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Which, by its short name.</param>
/// <param name="What">What was seen: ids, numbers and codes.</param>
internal sealed record Violation(string Promise, string What);
