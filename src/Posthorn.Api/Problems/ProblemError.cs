namespace Posthorn.Api.Problems;

/// <summary>One place of a body that is wrong.</summary>
public sealed record ProblemError
{
    /// <summary>Gets the place as a JSON pointer (RFC 6901), such as <c>/rate_per_second</c>; empty for the whole body.</summary>
    public required string Pointer { get; init; }

    /// <summary>Gets the stable name of the rule: one of <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Gets the rule in words, and what to do.</summary>
    public required string Message { get; init; }
}
