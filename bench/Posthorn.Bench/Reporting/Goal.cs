namespace Posthorn.Bench.Reporting;

/// <summary>A promise, and what was measured.</summary>
internal sealed record Goal(string Name, string Wanted, string Got, bool Met);
