namespace Posthorn.Testing.Checking;

/// <summary>What one check found, with the evidence. Immutable.</summary>
public sealed record CheckResult
{
    /// <summary>Gets the stable id, such as <c>duplicate-at-once</c>. docs/check.md lists them.</summary>
    public required string Id { get; init; }

    /// <summary>Gets how much it matters for this profile.</summary>
    public required CheckLevel Level { get; init; }

    /// <summary>Gets what a receiver does that passes.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the contract's statement that it comes from.</summary>
    public required string Contract { get; init; }

    /// <summary>Gets where the contract says so.</summary>
    public required string Source { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>Gets what was seen, in a sentence.</summary>
    public required string Finding { get; init; }

    /// <summary>Gets why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>Gets what to do about it.</summary>
    public required string Fix { get; init; }

    /// <summary>Gets the requests, in the order in which they were sent; of many alike, the first ones.</summary>
    public IReadOnlyList<CheckExchange> Exchanges { get; init; } = [];

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Took { get; init; }
}
