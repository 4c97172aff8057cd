namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>What failed, by how much it matters.</summary>
internal sealed record JsonFailures(int Must, int Should, int Info);
