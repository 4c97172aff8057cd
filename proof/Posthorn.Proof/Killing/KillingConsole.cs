namespace Posthorn.Proof.Killing;

/// <summary>Where a run speaks to whoever started it.</summary>
/// <param name="Out">The report.</param>
/// <param name="Error">Progress, and what went wrong.</param>
/// <param name="ErrorIsTerminal">Whether a line may be written over.</param>
internal sealed record KillingConsole(TextWriter Out, TextWriter Error, bool ErrorIsTerminal);
