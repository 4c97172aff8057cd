using System.Data;
using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Recovering;

namespace Posthorn.Postgres.Sessions;

/// <summary>Commits changes of sessions, and with the ends the events that tell of them: both or none.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
/// <param name="refused">Told when this node takes itself for alive and the database does not.</param>
internal sealed class SessionWriter(ILaneLeases leases, HandedOut handedOut, Action<IReadOnlyCollection<long>> hint, Action refused) : BatchWriter<ISessionChange>
{
    private readonly EventInsert _insert = new();

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<ISessionChange> commands)
    {
        var term = leases.Term;
        _insert.Clear();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var written = await WriteSessionsAsync(connection, commands);
        var told = commands.Where((command, place) => command.Event is not null && written.Contains(place)).ToList();
        told.ForEach(command => _insert.Add(command.Event!));

        // Before the commit: between it and this node's knowing of it, nobody may take them for lost.
        handedOut.Add(term, _insert.Claimed);
        var held = false;
        try
        {
            if (told.Count > 0)
            {
                await _insert.ExecuteAsync(connection, term);
            }

            await transaction.CommitAsync();
            held = told.Count == 0 || _insert.Holder != 0;
        }
        finally
        {
            if (!held)
            {
                handedOut.Remove(term, _insert.Claimed);
            }
        }

        Answer(commands, written, told);
        if (told.Count > 0)
        {
            Tell(term);
        }
    }

    private void Answer(ArraySegment<ISessionChange> commands, HashSet<int> written, List<ISessionChange> told)
    {
        for (var i = 0; i < commands.Count; i++)
        {
            commands[i].Answer(written.Contains(i), stored: null);
        }

        for (var i = 0; i < told.Count; i++)
        {
            told[i].Answer(written: true, _insert.Stored(i));
        }
    }

    private void Tell(long term)
    {
        if (_insert.Holder != term)
        {
            refused();
        }

        if (_insert.Due() is { Count: > 0 } due)
        {
            hint(due);
        }
    }

    private static async Task<HashSet<int>> WriteSessionsAsync(NpgsqlConnection connection, ArraySegment<ISessionChange> commands)
    {
        var statement = new ArrayStatement(SessionSql.Write);
        var (sessions, documents) = (new SessionValues(statement), new DocumentValues(statement));

        // In the order of their keys, so that nobody waits in a circle.
        foreach (var (command, place) in commands
            .Select(static (command, place) => (command, place))
            .OrderBy(static one => one.command.Write.After.PartnerKey).ThenBy(static one => one.command.Write.After.Id, StringComparer.Ordinal))
        {
            sessions.Add(place, command.Write.After);
            documents.Add(place, command.Write);
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), statement.ToCommand() } };
        await using var reader = await batch.ExecuteReaderAsync();
        _ = await reader.NextResultAsync();
        var written = new HashSet<int>();
        while (await reader.ReadAsync())
        {
            _ = written.Add(reader.GetInt32(0));
        }

        await reader.ToEndAsync();
        return written;
    }
}
