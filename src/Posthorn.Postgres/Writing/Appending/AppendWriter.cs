using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Recovering;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>Commits events: those of many callers in one round trip, and in a second one what came before with the same keys.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
/// <param name="refused">Told when this node takes itself for alive and the database does not.</param>
internal sealed class AppendWriter(ILaneLeases leases, HandedOut handedOut, Action<IReadOnlyCollection<long>> hint, Action refused) : BatchWriter<IAppend>
{
    private const int MostTries = 3;

    private readonly EventInsert _insert = new();
    private readonly List<(IAppend Command, int Place)> _asked = [];

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<IAppend> commands)
    {
        foreach (var command in commands)
        {
            for (var place = 0; place < command.Count; place++)
            {
                _asked.Add((command, place));
            }
        }

        try
        {
            await InsertAsync(connection);
            if (_insert.Lost.Count > 0)
            {
                await FindFormerAsync(connection);
            }
        }
        finally
        {
            _asked.Clear();
        }
    }

    private async Task InsertAsync(NpgsqlConnection connection)
    {
        var term = leases.Term;
        _insert.Clear();
        foreach (var (command, place) in _asked)
        {
            _ = _insert.Add(command[place]);
        }

        // Before the commit: between it and this node's knowing of it, nobody may take them for lost.
        handedOut.Add(term, _insert.Claimed);
        var held = false;
        try
        {
            await _insert.ExecuteAsync(connection, term);
            held = _insert.Holder != 0;
        }
        finally
        {
            if (!held)
            {
                handedOut.Remove(term, _insert.Claimed);
            }
        }

        Answer(term);
        if (_insert.Holder != term)
        {
            refused();
        }

        if (_insert.Due() is { Count: > 0 } due)
        {
            hint(due);
        }
    }

    private void Answer(long term)
    {
        var lost = _insert.Lost;
        for (var i = 0; i < _asked.Count; i++)
        {
            if (lost.Count == 0 || !lost.Contains(i))
            {
                _asked[i].Command.Answer(_asked[i].Place, _insert.Stored(i));
            }
            else
            {
                handedOut.Remove(term, _insert[i].Deliveries.Select(static delivery => delivery.Id.Value));
            }
        }
    }

    // The rest is committed, whatever happens here: only those that wait for it may fail.
    private async Task FindFormerAsync(NpgsqlConnection connection)
    {
        var waiting = Lost();
        try
        {
            for (var tries = 1; waiting.Count > 0 && tries <= MostTries; tries++)
            {
                var former = await FormerEvents.FindAsync(connection, waiting.ConvertAll(static one => one.Command[one.Place]));
                for (var i = 0; i < former.Length; i++)
                {
                    waiting[i].Command.Answer(waiting[i].Place, former[i]!);
                }

                _asked.Clear();
                _asked.AddRange(waiting.Where((_, i) => former[i] is null));
                waiting = [.. _asked];
                if (_asked.Count > 0)
                {
                    await InsertAsync(connection);
                    waiting = Lost();
                }
            }

            Fail(waiting, new StoreUnavailableException("An idempotency key was taken and given back again and again."));
        }
        catch (Exception exception)
        {
            PreparedStatements.Forget(connection, exception);
            Fail(waiting, StoreFailure.Translate(exception));
        }
    }

    private List<(IAppend Command, int Place)> Lost() => [.. _insert.Lost.Select(place => _asked[place])];

    private static void Fail(List<(IAppend Command, int Place)> waiting, Exception reason)
    {
        foreach (var (command, _) in waiting)
        {
            command.Fail(reason);
        }
    }
}
