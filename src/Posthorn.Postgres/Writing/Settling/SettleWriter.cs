using System.Data;
using Npgsql;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Recovering;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Commits settlements: all of a batch in one round trip. News that goes with some takes two more, for it is stored only if the claim was still held.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
internal sealed class SettleWriter(ILaneLeases leases, HandedOut handedOut, Action<IReadOnlyCollection<long>> hint) : BatchWriter<SettleCommand>
{
    private readonly EndStatement _ended = new();
    private readonly RetryStatement _retried = new();
    private readonly EndWaitingStatement _waiting = new();
    private readonly EventInsert _news = new();

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<SettleCommand> commands)
    {
        // What is locked is locked in the same order by all.
        commands.AsSpan().Sort(static (one, other) => one.Settlement.Delivery.Id.Value.CompareTo(other.Settlement.Delivery.Id.Value));
        Prepare(commands);
        if (commands.Any(static command => command.Settlement.Announcement is not null))
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
            await SettleAsync(connection, commands);
            await AnnounceAsync(connection, commands);
            await transaction.CommitAsync();
        }
        else
        {
            await SettleAsync(connection, commands);
        }

        Hint(commands);
        await KeepLateAsync(connection, commands);
        foreach (var command in commands)
        {
            handedOut.Remove(command.Settlement.Delivery);
        }
    }

    // The rest is committed, whatever happens here: only those that came late may fail.
    private static async Task KeepLateAsync(NpgsqlConnection connection, ArraySegment<SettleCommand> commands)
    {
        var late = commands.Where(static command => command.Result is { Held: false } && command.Settlement.Attempt is not null).ToList();
        if (late.Count == 0)
        {
            return;
        }

        try
        {
            await LateSettlements.WriteAsync(connection, late);
        }
        catch (Exception exception)
        {
            PreparedStatements.Forget(connection, exception);
            var reason = StoreFailure.Translate(exception);
            late.ForEach(command => command.Fail(reason));
        }
    }

    private void Prepare(ArraySegment<SettleCommand> commands)
    {
        _ended.Clear();
        _retried.Clear();
        _waiting.Clear();
        for (var place = 0; place < commands.Count; place++)
        {
            var command = commands[place];
            command.Result = default;
            if (command.Settlement.Attempt is not { } attempt)
            {
                _waiting.Add(place, command);
            }
            else if (command.Settlement.Next is NextStep.RetryAt retry)
            {
                _retried.Add(place, command, attempt, retry);
            }
            else
            {
                _ended.Add(place, command, attempt);
            }
        }
    }

    private async Task SettleAsync(NpgsqlConnection connection, ArraySegment<SettleCommand> commands)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex) } };
        foreach (var statement in (ReadOnlySpan<SettleStatement>)[_ended, _retried, _waiting])
        {
            if (statement.Count > 0)
            {
                batch.BatchCommands.Add(statement.ToCommand());
            }
        }

        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.NextResultAsync())
        {
            _ = await reader.ReadAsync();
            foreach (var place in reader.GetFieldValue<int[]>(0))
            {
                commands[place].Result = new(Held: true, Announced: null);
            }
        }
    }

    private async Task AnnounceAsync(NpgsqlConnection connection, ArraySegment<SettleCommand> commands)
    {
        _news.Clear();
        var told = commands.Where(static command => command is { Result.Held: true, Settlement.Announcement: not null }).ToList();
        foreach (var command in told)
        {
            _ = _news.Add(command.Settlement.Announcement!);
        }

        if (told.Count > 0)
        {
            await _news.ExecuteAsync(connection, leases.Term);
            for (var i = 0; i < told.Count; i++)
            {
                told[i].Result = new(Held: true, _news.Stored(i));
            }
        }
    }

    // What this node itself held it wakes for by itself. What it settled for a dead one may be due on a lane of anybody's.
    private void Hint(ArraySegment<SettleCommand> commands)
    {
        var term = leases.Term;
        var due = new HashSet<long>();
        foreach (var command in commands)
        {
            var (delivery, next) = (command.Settlement.Delivery, command.Settlement.Next);
            if (command.Result.Held && delivery.Holder != term && next is NextStep.RetryAt retry && retry.DueAt <= command.Settlement.At)
            {
                _ = due.Add(delivery.EndpointKey);
            }

            if (command.Result.Announced is Appended.Stored)
            {
                due.UnionWith(command.Settlement.Announcement!.Deliveries.Select(static made => made.Endpoint.Key));
            }
        }

        if (due.Count > 0)
        {
            hint(due);
        }
    }
}
