using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>One check, with its evidence.</summary>
internal sealed record JsonResult
{
    public required string Id { get; init; }

    public required CheckLevel Level { get; init; }

    public required CheckOutcome Outcome { get; init; }

    public required string Title { get; init; }

    public required string Finding { get; init; }

    public required string Why { get; init; }

    public required string Fix { get; init; }

    public required string Contract { get; init; }

    public required string Source { get; init; }

    public required double TookMs { get; init; }

    public required IReadOnlyList<CheckExchange> Exchanges { get; init; }
}
