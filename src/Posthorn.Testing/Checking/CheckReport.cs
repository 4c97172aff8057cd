namespace Posthorn.Testing.Checking;

/// <summary>What a run of all checks found. Immutable.</summary>
public sealed record CheckReport
{
    /// <summary>Gets what was checked: an address without query, or a path.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the name of the profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Gets when the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets how long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Gets how it is known what the notifications did: by the answers alone, or by a counter of effects.</summary>
    public required string Evidence { get; init; }

    /// <summary>Gets one result for each check, in the order of the catalogue.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>Gets the checks that failed, of any level.</summary>
    public IEnumerable<CheckResult> Failed => Results.Where(static one => one.Outcome == CheckOutcome.Failed);

    /// <summary>Whether nothing failed that the contract demands.</summary>
    /// <param name="strict">Whether what is only advised counts too.</param>
    /// <returns>Whether the receiver passes.</returns>
    public bool IsPassed(bool strict = false) => !Failed.Any(one => one.Level >= (strict ? CheckLevel.Should : CheckLevel.Must));

    /// <summary>What failed, for the message of a test.</summary>
    /// <returns>One line for each check that failed, or a line that says that all passed.</returns>
    public override string ToString() => Failed.Any()
        ? string.Join('\n', Failed.Select(static one => $"{one.Level.ToString().ToUpperInvariant()} {one.Id}: {one.Finding} {one.Fix}"))
        : $"{Results.Count(static one => one.Outcome == CheckOutcome.Passed)} checks passed.";
}
