namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>How many checks ended how. Together they are all.</summary>
internal sealed record JsonCounts(int Passed, int Failed, int Unproven, int Skipped);
