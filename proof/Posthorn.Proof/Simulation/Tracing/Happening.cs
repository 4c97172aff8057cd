namespace Posthorn.Proof.Simulation.Tracing;

/// <summary>One line of a trace. Numbers and codes only: what an event says is nobody's business here.</summary>
/// <param name="At">Since the world began.</param>
/// <param name="Step">The scheduler's step in which it happened.</param>
/// <param name="Who">The process, or 0 for the world.</param>
internal readonly record struct Happening(TimeSpan At, long Step, What What, int Who, long A, long B, long C, string? Word);
