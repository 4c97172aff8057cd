namespace Posthorn.Postgres.Opening;

/// <summary>What is wrong with the options of the store, each as the part of a sentence that names the option.</summary>
internal static class OptionMistakes
{
    // Between the moment when a node stops by its own clock and the moment when others may start: for clocks that run at different speeds, and requests under way.
    private const int PartOfLease = 4;
    private const int LongestName = 100;

    public static IEnumerable<string> In(PostgresOptions options) => OfLeases(options).Concat(OfNumbers(options));

    private static IEnumerable<string> OfLeases(PostgresOptions options)
    {
        if (options.Heartbeat <= TimeSpan.Zero)
        {
            yield return $"{nameof(options.Heartbeat)} must be longer than nothing";
        }
        else if (options.Heartbeat > options.Lease / 3)
        {
            yield return $"{nameof(options.Heartbeat)} ({options.Heartbeat}) must be at most a third of {nameof(options.Lease)} ({options.Lease}), or one lost proof ends the node";
        }

        if (options.StopAfter > options.Lease - (options.Lease / PartOfLease))
        {
            yield return $"{nameof(options.StopAfter)} ({options.StopAfter}) must be at most three quarters of {nameof(options.Lease)} ({options.Lease}), or two nodes may send to one endpoint";
        }

        if (options.StopAfter < 2 * options.Heartbeat)
        {
            yield return $"{nameof(options.StopAfter)} ({options.StopAfter}) must be at least twice {nameof(options.Heartbeat)} ({options.Heartbeat}), or one slow proof stops the node";
        }
    }

    private static IEnumerable<string> OfNumbers(PostgresOptions options)
    {
        if (options.NodeName is { } name && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            yield return $"{nameof(options.NodeName)} must have 1 to {LongestName} characters, none of them a control character";
        }

        if (options.Writers is < 1 or > 64)
        {
            yield return $"{nameof(options.Writers)} ({options.Writers}) must be 1 to 64";
        }

        if (options.Connections <= options.Writers)
        {
            yield return $"{nameof(options.Connections)} ({options.Connections}) must be more than {nameof(options.Writers)} ({options.Writers}), or reads wait for writers";
        }

        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(10))
        {
            yield return $"{nameof(options.CommandTimeout)} ({options.CommandTimeout}) must be 1 second to 10 minutes";
        }

        if (options.WaitForDatabase < TimeSpan.Zero)
        {
            yield return $"{nameof(options.WaitForDatabase)} ({options.WaitForDatabase}) must not be negative";
        }

        if (options.DaysAhead is < 1 or > 60)
        {
            yield return $"{nameof(options.DaysAhead)} ({options.DaysAhead}) must be 1 to 60";
        }

        if (options.HintEvery <= TimeSpan.Zero)
        {
            yield return $"{nameof(options.HintEvery)} must be longer than nothing";
        }
    }
}
