namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>How many entries of the index of due deliveries were looked at: those of rows that are gone, too, as long as an old snapshot keeps them.</summary>
/// <remarks>The server counts them for its statistics, per session; so it is read before and after. Where it does not count (<c>track_counts</c>), nothing counts as dear.</remarks>
internal static class IndexVisits
{
    /// <summary>Instead of <see cref="Batching.Plans.ByIndex"/>, and before what is to be measured.</summary>
    public const string Before =
        """
        select pg_stat_get_xact_tuples_returned('deliveries_due'::regclass),
            set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
        """;

    public const string After = "select pg_stat_get_xact_tuples_returned('deliveries_due'::regclass)";

    /// <summary>So many for nothing make a look dear: some milliseconds.</summary>
    private const long Dear = 5_000;

    /// <summary>What one costs, and twenty times that as a rest.</summary>
    private static readonly TimeSpan RestForOne = TimeSpan.FromMicroseconds(10);

    /// <summary>How long to rest after a look that met so many entries for nothing: it is to cost a twentieth of the time at most.</summary>
    public static TimeSpan RestAfter(long wasted, TimeSpan shortest, TimeSpan longest)
    {
        var rest = wasted * RestForOne;
        return wasted < Dear ? TimeSpan.Zero : rest < shortest ? shortest : rest < longest ? rest : longest;
    }
}
