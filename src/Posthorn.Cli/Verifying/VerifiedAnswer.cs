namespace Posthorn.Cli.Verifying;

/// <summary>What <c>verify</c> prints as JSON.</summary>
internal sealed record VerifiedAnswer
{
    public required bool Valid { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required string Profile { get; init; }

    /// <summary>Which of the secrets the signature was made with, by its name.</summary>
    public string? Secret { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Where the time comes from: option, capture, clock.</summary>
    public required string AtFrom { get; init; }

    public required int BodyBytes { get; init; }

    public required string BodySha256 { get; init; }

    /// <summary>Why; absent without --explain.</summary>
    public IReadOnlyList<VerifiedFinding>? Findings { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }
}
