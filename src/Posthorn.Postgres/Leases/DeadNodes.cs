using Microsoft.Extensions.Logging;
using Npgsql;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Leases;

/// <summary>Declares nodes dead. After that they have claimed all that they ever will, and what they hold can be listed.</summary>
internal sealed partial class DeadNodes(NpgsqlDataSource source, TimeProvider machine, ILogger logger)
{
    private const string Select = "select term, dead from nodes where dead or (lease_until < clock_timestamp() and term <> $1)";

    private const string Begin =
        "select pg_backend_pid(), set_config('lock_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '10s', true)";

    // Whoever claims holds its row for key share. An ordinary update would not wait for that; for update does.
    private const string Declare =
        """
        with over as (
            select term
            from nodes
            where not dead and term <> $1 and (lease_until < clock_timestamp() or (name = $2 and term < $1))
            order by term
            for update
        )
        update nodes set dead = true from over where nodes.term = over.term returning nodes.term
        """;

    // Ours, and waiting for the node that it belongs to: not somebody else's, not one that is at work, and not another node that waits here as well.
    private const string EndBlockers =
        """
        select count(*) filter (where pg_terminate_backend(a.pid))
        from pg_stat_activity a
        where a.pid = any (pg_blocking_pids($1)) and a.wait_event_type = 'Client'
            and a.usename = current_user and a.application_name = current_setting('application_name')
        """;

    private const string Retire =
        """
        with me as materialized (
            select term from nodes where term = $1 for update
        ), released as (
            update lanes set holder = null from me where holder = me.term
        )
        update nodes set dead = true from me where nodes.term = me.term
        """;

    /// <summary>How long claims may hold up a declaration. They take milliseconds; one that does not has stopped in the middle, and its session is ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Declares those dead whose time is over by the database's clock.</summary>
    /// <returns>The dead that are not forgotten yet.</returns>
    public async Task<IReadOnlyList<long>> DeclareAsync(long own)
    {
        var found = await FindAsync(own);
        if (found.TrueForAll(static one => one.Dead))
        {
            return [.. found.Select(static one => one.Term)];
        }

        var declared = await DeclareAsync(own, formerName: null);
        return [.. found.Where(static one => one.Dead).Select(static one => one.Term).Union(declared)];
    }

    /// <summary>Declares those dead whose time is over, and also a former life of this node that is known by its name.</summary>
    /// <returns>Those that are newly dead.</returns>
    public async Task<IReadOnlyList<long>> DeclareAsync(long own, string? formerName)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var declared = await MarkAsync(connection, own, formerName, await PrepareAsync(connection));
        await transaction.CommitAsync();
        foreach (var term in declared)
        {
            Log.Declared(logger, term);
        }

        return declared;
    }

    /// <summary>Gives back all lanes of a node that ends in order, and marks it dead, so that nobody waits for its time to run out.</summary>
    public async Task RetireAsync(long own)
    {
        await using var command = source.CreateCommand(Retire);
        command.Parameters.Add(new() { Value = own });
        _ = await command.ExecuteNonQueryAsync();
    }

    private async Task<List<(long Term, bool Dead)>> FindAsync(long own)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = own });
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<(long, bool)>();
        while (await row.ReadAsync())
        {
            found.Add((row.GetInt64(0), row.GetBoolean(1)));
        }

        return found;
    }

    /// <returns>The server's process that this transaction runs in, which the connection does not know where a pooler is between.</returns>
    private static async Task<int> PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Begin, connection);
        await using var row = await command.ExecuteReaderAsync();
        _ = await row.ReadAsync();
        return row.GetInt32(0);
    }

    private async Task<IReadOnlyList<long>> MarkAsync(NpgsqlConnection connection, long own, string? formerName, int process)
    {
        using var done = new CancellationTokenSource();
        var ending = EndBlockersAsync(process, done.Token);
        try
        {
            await using var command = new NpgsqlCommand(Declare, connection);
            command.Parameters.Add(new() { Value = own });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = formerName });
            await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
            var declared = new List<long>();
            while (await row.ReadAsync(CancellationToken.None))
            {
                declared.Add(row.GetInt64(0));
            }

            return declared;
        }
        finally
        {
            await done.CancelAsync();
            await ending;
        }
    }

    private async Task EndBlockersAsync(int process, CancellationToken done)
    {
        try
        {
            await Task.Delay(Patience, machine, done);
            await using var command = source.CreateCommand(EndBlockers);
            command.Parameters.Add(new() { Value = process });
            if (await command.ExecuteScalarAsync(CancellationToken.None) is long ended and > 0)
            {
                Log.BlockersEnded(logger, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // The usual end: nobody was in the way.
        }
        catch (Exception exception) when (StoreFailure.IsPassing(exception) || exception is PostgresException)
        {
            // Then the lock times out, and the declaration is tried again with the next upkeep.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeDeclaredDead, LogLevel.Warning, "Node {Term} has not proved in time that it is alive; it was declared dead, and its lanes are free")]
        public static partial void Declared(ILogger logger, long term);

        [LoggerMessage(EventIds.BlockersEnded, LogLevel.Warning, "{Count} sessions of a node whose time was over stood still in the middle of a claim; they were ended")]
        public static partial void BlockersEnded(ILogger logger, long count);
    }
}
