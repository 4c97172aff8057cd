namespace Posthorn.Delivery.Endpoints;

/// <summary>How long, how many at once, how fast: what a partner may set of an endpoint's pace.</summary>
/// <param name="TimeoutSeconds">1 to 60.</param>
/// <param name="MaxConcurrency">1 to 200.</param>
/// <param name="RatePerSecond">Above 0, at most 10,000; null for no limit.</param>
internal sealed record EndpointLimits(int TimeoutSeconds, int MaxConcurrency, double? RatePerSecond)
{
    public const int LongestTimeoutSeconds = 60;
    public const int HighestConcurrency = 200;
    public const double HighestRate = 10_000;

    /// <summary>The limits, or null with every problem added.</summary>
    public static EndpointLimits? Read(int timeoutSeconds, int maxConcurrency, double? ratePerSecond, ICollection<InputProblem> problems)
    {
        var before = problems.Count;
        if (timeoutSeconds is < 1 or > LongestTimeoutSeconds)
        {
            problems.Add(new("/timeout_seconds", "timeout_range", $"Give whole seconds from 1 to {LongestTimeoutSeconds}."));
        }

        if (maxConcurrency is < 1 or > HighestConcurrency)
        {
            problems.Add(new("/max_concurrency", "concurrency_range", $"Give a whole number from 1 to {HighestConcurrency}."));
        }

        if (ratePerSecond is { } rate && !(rate > 0 && rate <= HighestRate))
        {
            problems.Add(new("/rate_per_second", "rate_range", "Give a number above 0 and at most 10000, or leave it out for no limit."));
        }

        return problems.Count > before ? null : new EndpointLimits(timeoutSeconds, maxConcurrency, ratePerSecond);
    }
}
