namespace Posthorn.Postgres.Writing.Batching;

/// <summary>How the database is to look for rows.</summary>
internal static class Plans
{
    /// <summary>
    /// By index and row by row, until the end of the transaction. The tables grow from nothing to millions within minutes, and a plan that was made for an
    /// empty one is kept: reading all of it looks cheap then. Nothing here is ever asked that should read a table through.
    /// </summary>
    public const string ByIndex =
        "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";
}
