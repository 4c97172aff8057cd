namespace Posthorn.Api.Problems;

/// <summary>Why a call was refused, as RFC 9457 lays it out (<c>application/problem+json</c>). Never repeats a value that was sent.</summary>
public sealed record Problem
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Gets what kind of problem this is, as a URI.</summary>
    /// <value><c>urn:posthorn:problem:</c> and the code.</value>
    public required string Type { get; init; }

    /// <summary>Gets what is wrong, in one line that is the same for every occurrence.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the HTTP status that came with it; in a batch, the one that would have.</summary>
    public required int Status { get; init; }

    /// <summary>Gets the stable name to branch on: one of <see cref="ProblemCodes"/>. Newer servers may send others.</summary>
    public required string Code { get; init; }

    /// <summary>Gets what is wrong in this occurrence.</summary>
    /// <value>The default is null: the title says it all.</value>
    public string? Detail { get; init; }

    /// <summary>Gets what is wrong in which place of the body.</summary>
    /// <value>The default is null: the problem is not about places.</value>
    public IReadOnlyList<ProblemError>? Errors { get; init; }
}
