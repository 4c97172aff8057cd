using Posthorn.Proof.Simulation.Checking;

namespace Posthorn.Proof.Simulation;

/// <summary>A world in which a promise was broken.</summary>
internal sealed record FailedSeed(ulong Seed, IReadOnlyList<Violation> Violations)
{
    /// <summary>What makes the same happen again, and shows it.</summary>
    public string Command => $"posthorn prove --simulate --seed {Seed}";

    public override string ToString() =>
        $"seed {Seed}: {string.Join("; ", Violations.Select(static one => $"{one.Promise}: {one.What}"))}{Environment.NewLine}  again: {Command}";
}
