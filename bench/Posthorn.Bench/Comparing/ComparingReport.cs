namespace Posthorn.Bench.Comparing;

/// <summary>Whether the time that a refusal takes tells how much of a signature was right.</summary>
/// <param name="Compares">How many refusals were timed, of each verifier.</param>
/// <param name="Posthorn">Welch's t of Posthorn's verification: first byte wrong against last byte wrong.</param>
/// <param name="Control">The same of a verifier that stops at the first wrong byte: what this instrument can see.</param>
internal sealed record ComparingReport(int Compares, double Posthorn, double Control)
{
    /// <summary>The usual threshold of such tests: beyond it, the difference is no chance.</summary>
    public const double Threshold = 4.5;

    /// <summary>Whether the control shows that the instrument sees a leak at all; without that, the other figure says nothing.</summary>
    public bool IsSound => Math.Abs(Control) > Threshold;

    public bool Leaks => Math.Abs(Posthorn) >= Threshold;
}
