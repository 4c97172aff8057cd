using Npgsql;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>The end of a batch.</summary>
internal static class ReaderEnd
{
    /// <summary>Reads on until the server is ready for the next: rows come before the commit, so whoever has only seen them does not know of it.</summary>
    public static async Task ToEndAsync(this NpgsqlDataReader reader)
    {
        while (await reader.NextResultAsync())
        {
        }
    }
}
