namespace Posthorn.Proof.Killing.Judging;

/// <summary>How long what lay with a dead node was late at steady endpoints.</summary>
/// <param name="At">The kill, in milliseconds since 1970.</param>
/// <param name="Waited">How many deliveries came later than a second after the kill, or after their acknowledgement.</param>
/// <param name="Seconds">The latest of them.</param>
internal sealed record Takeover(long At, int Waited, double Seconds);
