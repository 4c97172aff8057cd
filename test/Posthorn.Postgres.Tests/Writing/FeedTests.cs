using Npgsql;
using NpgsqlTypes;
using Posthorn.Conformance;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Tests.Writing;

/// <summary>Q9: places are drawn before their commits, and a reader of the feed misses none for that.</summary>
[Collection(SharedPostgres.Name)]
public sealed class FeedTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    private const string Insert =
        """
        insert into events (id, partner_key, sequence, type, occurred_at, accepted_at, delivery_ids, data)
        values ($1, $2, nextval('event_places'), 'slow', now(), now(), '{}', '\x7b7d')
        """;

    [Fact]
    public async Task A_reader_beside_many_writers_and_a_slow_transaction_misses_nothing_ever()
    {
        var other = await Store.OpenNodeAsync();
        await using var slow = await OpenTransactionAsync();
        var slowId = await InsertAsync(slow);

        using var written = new CancellationTokenSource();
        var reading = Task.Run(() => FollowAsync(other, written.Token));
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => WriteAsync(n % 2 == 0 ? Node : other, 12))));
        var crossing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(CrossAsync)));
        var ids = (await writing).SelectMany(static one => one).Concat((await crossing).SelectMany(static one => one)).ToList();

        // Everybody else has committed by now, and nobody has read past the slow one's place.
        (await Node.History.FeedAsync(Partner.Key, 0, 10_000, CancellationToken.None)).Select(static one => one.Id).ShouldBeEmpty();
        await slow.CommitAsync();
        await written.CancelAsync();

        (await reading).ShouldBe([slowId, .. ids], ignoreOrder: true);
    }

    [Fact]
    public async Task Somebody_else_s_transaction_however_old_holds_nobody_back()
    {
        await using var old = await OpenTransactionAsync();
        await using var look = new NpgsqlCommand("create table something (); select pg_current_xact_id()::text", old.Connection);
        _ = await look.ExecuteScalarAsync();

        var stored = await Append(AnEvent(to: []));

        (await Feed()).Select(static one => one.Id).ShouldBe([stored.Id]);
    }

    private async Task<List<EventId>> FollowAsync(StoreNode node, CancellationToken written)
    {
        var (read, place, over) = (new List<EventId>(), 0L, false);
        while (true)
        {
            var page = await node.History.FeedAsync(Partner.Key, place, 7, CancellationToken.None);
            foreach (var one in page)
            {
                one.Sequence.ShouldBeGreaterThan(place);
                place = one.Sequence;
                read.Add(one.Id);
            }

            if (over && page.Count == 0)
            {
                return read;
            }

            over = written.IsCancellationRequested;
        }
    }

    private async Task<List<EventId>> WriteAsync(StoreNode node, int rounds)
    {
        var ids = new List<EventId>();
        for (var i = 0; i < rounds; i++)
        {
            var items = Enumerable.Range(0, 1 + (i % 3)).Select(_ => AnEvent(to: [])).ToList();
            _ = await node.Log.AppendAsync(items);
            ids.AddRange(items.Select(static item => item.Id));
        }

        return ids;
    }

    /// <summary>Two transactions that draw one after the other and commit the other way round.</summary>
    private async Task<List<EventId>> CrossAsync()
    {
        var ids = new List<EventId>();
        for (var i = 0; i < 6; i++)
        {
            await using var first = await OpenTransactionAsync();
            ids.Add(await InsertAsync(first));
            await using var second = await OpenTransactionAsync();
            ids.Add(await InsertAsync(second));
            await second.CommitAsync();
            await first.CommitAsync();
        }

        return ids;
    }

    private async Task<NpgsqlTransaction> OpenTransactionAsync()
    {
        var connection = new NpgsqlConnection(((PostgresUnderTest)Store).Database + ";Pooling=false");
        await connection.OpenAsync();
        return await connection.BeginTransactionAsync();
    }

    private async Task<EventId> InsertAsync(NpgsqlTransaction transaction)
    {
        var id = EventId.New(Now);
        await using (var hold = new NpgsqlCommand(FeedFloor.Hold, transaction.Connection))
        {
            _ = await hold.ExecuteNonQueryAsync();
        }

        await using var insert = new NpgsqlCommand(Insert, transaction.Connection);
        insert.Parameters.Add(new() { Value = id.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        insert.Parameters.Add(new() { Value = Partner.Key });
        _ = await insert.ExecuteNonQueryAsync();
        return id;
    }
}
