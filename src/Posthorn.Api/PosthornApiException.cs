using Posthorn.Api.Problems;

namespace Posthorn.Api;

/// <summary>The server refused a call, and said why.</summary>
/// <param name="problem">What the server said.</param>
/// <param name="retryAfter">How long the server asked to be left alone.</param>
public sealed class PosthornApiException(Problem problem, TimeSpan? retryAfter = null)
    : Exception($"{problem.Status} {problem.Code}: {problem.Detail ?? problem.Title}")
{
    /// <summary>Gets what the server said.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>Gets how long the server asked to be left alone.</summary>
    /// <value>Null when it did not say.</value>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
