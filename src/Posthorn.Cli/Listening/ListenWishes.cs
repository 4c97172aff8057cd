namespace Posthorn.Cli.Listening;

/// <summary>What was typed after <c>listen</c>, not yet checked.</summary>
internal sealed record ListenWishes
{
    public required string Relay { get; init; }

    public required string Source { get; init; }

    public required string To { get; init; }

    public string? Listener { get; init; }

    public string? TokenFile { get; init; }

    public string? TokenVariable { get; init; }

    public string? Cursor { get; init; }

    public string? Filter { get; init; }

    public IReadOnlyList<string> AllowEgress { get; init; } = [];

    public string? EgressCa { get; init; }

    public double TimeoutSeconds { get; init; }

    public bool KeepPath { get; init; }

    public bool NoRetry { get; init; }

    public bool ShowPhi { get; init; }

    public bool Json { get; init; }
}
