namespace Posthorn.Proof.Killing.Reporting;

/// <summary>One figure: what it is, what it was, and, where it decides, whether it is as it must be.</summary>
internal sealed record Row(string Name, string Value, bool? Holds = null);
