namespace Posthorn.Cli.Signing;

/// <summary>What <c>sign</c> prints as JSON.</summary>
internal sealed record SignedAnswer
{
    public required string Profile { get; init; }

    public required DateTime At { get; init; }

    public required IReadOnlyList<SignedHeader> Headers { get; init; }

    public required int BodyBytes { get; init; }

    public required string BodySha256 { get; init; }

    /// <summary>The command that sends it; absent where no URL was given.</summary>
    public string? Curl { get; init; }
}
