using System.Globalization;
using Npgsql;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Opening;

/// <summary>Whether a server keeps what a commit promises, and can be written to. Asked at the start, for it would be found out too late otherwise.</summary>
internal sealed record ServerFitness(
    int Version, string Fsync, string FullPageWrites, string SynchronousCommit, bool InRecovery, string ReadOnly, string Encoding, string? Schema, int ProcessId)
{
    private const int OldestVersion = 150_000;

    private const string Select =
        """
        select current_setting('server_version_num')::integer, current_setting('fsync'), current_setting('full_page_writes'),
            current_setting('synchronous_commit'), pg_is_in_recovery(), current_setting('default_transaction_read_only'),
            current_setting('server_encoding'), current_schema()::text, pg_backend_pid()
        """;

    public static async Task<ServerFitness> ReadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Select, connection);
        await using var row = await command.ExecuteReaderAsync();
        _ = await row.ReadAsync();
        return new(
            row.GetInt32(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetBoolean(4),
            row.GetString(5),
            row.GetString(6),
            await row.IsDBNullAsync(7) ? null : row.GetString(7),
            row.GetInt32(8));
    }

    /// <exception cref="StartRefusedException">It does not. All reasons in one message; the code is that of the first.</exception>
    public void Require(string place)
    {
        var mistakes = Mistakes().ToArray();
        if (mistakes.Length > 0)
        {
            throw new StartRefusedException(
                mistakes[0].Code, $"{place} cannot keep what Posthorn promises: {string.Join(" ", mistakes.Select(static one => $"{one.Text} ({one.Code})."))}");
        }
    }

    private IEnumerable<(string Code, string Text)> Mistakes()
    {
        if (Version < OldestVersion)
        {
            yield return ("store_server_too_old", $"PostgreSQL is of version {(Version / 10_000).ToString(CultureInfo.InvariantCulture)}; use 15 or later");
        }

        if (Fsync != "on")
        {
            yield return ("store_fsync_off", "fsync is off, so a power cut would destroy the database; set fsync = on in postgresql.conf");
        }

        if (FullPageWrites != "on")
        {
            yield return ("store_full_page_writes_off", "full_page_writes is off, so a power cut would tear pages; set full_page_writes = on in postgresql.conf");
        }

        if (SynchronousCommit == "off")
        {
            yield return (
                "store_synchronous_commit_off",
                "synchronous_commit is off for this session, so acknowledged events would be lost in a crash; set it to on, for the server, the database or the user");
        }

        if (InRecovery)
        {
            yield return ("store_in_recovery", "it is a standby; name the primary, or all of them as Host=a,b");
        }
        else if (ReadOnly == "on")
        {
            yield return ("store_read_only", "default_transaction_read_only is on; turn it off for the server, the database or the user");
        }

        if (Encoding != "UTF8")
        {
            yield return ("store_encoding", $"the encoding of the database is {Encoding}; make one with encoding UTF8");
        }

        if (Schema is null)
        {
            yield return ("store_schema_missing", "no schema of the search path exists; make it first, or correct Search Path");
        }
    }
}
