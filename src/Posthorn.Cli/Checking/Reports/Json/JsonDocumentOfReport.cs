namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>A report as <c>--json</c> prints it. Members are added, never renamed: scripts read them.</summary>
internal sealed record JsonDocumentOfReport
{
    public required string Target { get; init; }

    public required string Profile { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double TookMs { get; init; }

    public required string Evidence { get; init; }

    /// <summary>What the exit code says.</summary>
    public required bool Passed { get; init; }

    public required bool Strict { get; init; }

    public required string Headline { get; init; }

    public required JsonCounts Counts { get; init; }

    public required JsonFailures FailedByLevel { get; init; }

    public required IReadOnlyList<JsonResult> Results { get; init; }
}
