using System.Collections.Concurrent;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Tests.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Writing;

/// <summary>Group commit: many callers, one writer, and each learns what became of its own change.</summary>
public sealed class SqliteWriterTests : IDisposable
{
    private const string Insert = "insert into meta (name, value) values (?1, x'00')";

    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<int> _commits = [];
    private readonly SqliteStorage _storage;
    private Action<int> _committed;

    public SqliteWriterTests()
    {
        _committed = _commits.Enqueue;
        _storage = SqliteStorage.Open(_folder.Database, new() { Committed = size => _committed(size) }, TimeProvider.System);
    }

    private SqliteWriter Writer => _storage.Writer;

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task I1_Each_of_many_callers_goes_on_only_when_its_own_change_can_be_read_by_others() =>
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(async () =>
        {
            _ = await Writer.RunAsync(Put($"name {n}"));
            (await Names($"name {n}")).ShouldBe(1);
        })));

    [Fact]
    public async Task What_queues_while_a_commit_is_on_its_way_is_committed_together()
    {
        var held = Hold();
        var queued = Enumerable.Range(0, 1_200).Select(n => Writer.RunAsync(Put($"name {n}")).AsTask()).ToList();
        held.Release();
        _ = await Task.WhenAll(queued);

        await Drained();
        _commits.Take(4).ShouldBe([1, 512, 512, 176]);
    }

    [Fact]
    public async Task A_bad_change_takes_none_of_its_neighbours_down()
    {
        var held = Hold();
        var queued = Enumerable.Range(0, 100).Select(n => Writer.RunAsync(n % 33 == 1 ? Broken() : Put($"name {n}")).AsTask()).ToList();
        held.Release();

        foreach (var (change, n) in queued.Select(static (change, n) => (change, n)))
        {
            if (n % 33 == 1)
            {
                (await Should.ThrowAsync<InvalidOperationException>(() => change)).Message.ShouldBe("A fault.");
            }
            else
            {
                (await change).ShouldBe(1);
            }
        }

        (await Names("name %")).ShouldBe(97);
    }

    [Fact]
    public async Task A_change_that_the_database_refuses_is_told_so_and_the_others_are_stored()
    {
        var held = Hold();
        var queued = Enumerable.Range(0, 10).Select(n => Writer.RunAsync(Put(n < 2 ? "the same" : $"name {n}")).AsTask()).ToList();
        held.Release();

        (await queued[0]).ShouldBe(1);
        _ = await Should.ThrowAsync<StoreUnavailableException>(() => queued[1]);
        _ = await Task.WhenAll(queued.Skip(2));
        (await Names("%")).ShouldBe(9);
    }

    [Fact]
    public async Task What_was_applied_twice_because_of_a_neighbour_is_stored_once()
    {
        var applied = 0;
        var held = Hold();
        var good = Writer.RunAsync(new QueryCommand<int>(connection =>
        {
            applied++;
            return connection.Kept(Insert).Bind(1, "good").Execute();
        })).AsTask();
        var bad = Writer.RunAsync(Broken()).AsTask();
        held.Release();

        (await good).ShouldBe(1);
        _ = await Should.ThrowAsync<InvalidOperationException>(() => bad);
        applied.ShouldBe(2);
        (await Names("good")).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_breaks_in_the_middle_of_a_read_spoils_its_statement_for_nobody()
    {
        const string Read = "select 1 where ?1 = 1 union all select 2";
        _ = await Should.ThrowAsync<InvalidOperationException>(() => Writer.RunAsync(new QueryCommand<int>(static connection =>
        {
            _ = connection.Kept(Read).Bind(1, 1).Read();
            throw new InvalidOperationException("A fault.");
        })).AsTask());

        var rows = await Writer.RunAsync(new QueryCommand<int>(static connection =>
        {
            var (statement, count) = (connection.Kept(Read).Bind(1, 1), 0);
            while (statement.Read())
            {
                count++;
            }

            return count;
        }));
        rows.ShouldBe(2);
        (await Writer.RunAsync(Put("after"))).ShouldBe(1);
    }

    [Fact]
    public async Task F_P13_A_listener_that_throws_ends_nothing()
    {
        _committed = static _ => throw new InvalidOperationException("A fault.");

        for (var n = 0; n < 10; n++)
        {
            (await Writer.RunAsync(Put($"name {n}"))).ShouldBe(1);
        }
    }

    [Fact]
    public async Task F_P13_A_change_that_is_queued_twice_by_mistake_ends_nothing()
    {
        var held = Hold();
        var twice = new QueryCommand<int>(static _ => 1);
        var first = Writer.RunAsync(twice).AsTask();
        _ = Should.Throw<InvalidOperationException>(() => Writer.RunAsync(twice).AsTask());
        var after = Writer.RunAsync(Put("after")).AsTask();
        held.Release();

        (await first).ShouldBe(1);
        (await after).ShouldBe(1);
        (await Writer.RunAsync(Put("later"))).ShouldBe(1);
    }

    [Fact]
    public async Task Changes_that_nobody_waits_for_ride_along_with_one_that_somebody_does()
    {
        var held = Hold();
        List<Task<int>> queued = [.. Enumerable.Range(0, 3).Select(n => Writer.RunAsync(new Patient($"name {n}")).AsTask()), Writer.RunAsync(Put("awaited")).AsTask()];
        held.Release();
        _ = await Task.WhenAll(queued);

        await Drained();
        _commits.Take(2).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task And_if_nobody_comes_they_are_committed_all_the_same()
    {
        (await Writer.RunAsync(new Patient("one"))).ShouldBe(1);
        (await Writer.RunAsync(new Patient("two"))).ShouldBe(1);
        (await Names("%")).ShouldBe(2);
    }

    [Fact]
    public async Task F_P7_Closing_commits_what_is_queued_and_refuses_what_comes_later()
    {
        var held = Hold();
        var queued = Enumerable.Range(0, 1_000).Select(n => Writer.RunAsync((WriteCommand<int>)(n % 2 == 0 ? Put($"name {n}") : new Patient($"name {n}"))).AsTask()).ToList();
        var closed = Task.Run(Writer.Dispose);
        held.Release();
        await closed;

        (await Task.WhenAll(queued)).ShouldAllBe(rows => rows == 1);
        (await Names("name %")).ShouldBe(1_000);
        _ = await Should.ThrowAsync<StoreUnavailableException>(() => Writer.RunAsync(Put("late")).AsTask());
    }

    [Fact]
    public async Task F_D16_A_full_disk_refuses_changes_and_when_there_is_space_again_it_goes_on()
    {
        var pages = await Writer.RunAsync(new QueryCommand<string?>(static connection => connection.Scalar("pragma page_count")));
        await LimitPages(pages!);

        var refused = Enumerable.Range(0, 50).Select(n => Writer.RunAsync(PutBytes($"name {n}", 100_000)).AsTask()).ToList();
        foreach (var change in refused)
        {
            _ = await Should.ThrowAsync<StoreUnavailableException>(() => change);
        }

        (await Names("name %")).ShouldBe(0);
        await LimitPages("1073741823");
        (await Writer.RunAsync(PutBytes("name", 100_000))).ShouldBe(1);
        (await Names("name")).ShouldBe(1);
    }

    [Fact]
    public async Task F_D21_A_database_that_another_program_writes_to_refuses_changes_until_it_has_ended()
    {
        using (var other = SqliteConnection.Open(_folder.Database, readOnly: false))
        {
            other.Execute("begin immediate");
            _ = await Should.ThrowAsync<StoreUnavailableException>(() => Writer.RunAsync(Put("name")).AsTask());
            other.Execute("rollback");
        }

        (await Writer.RunAsync(Put("name"))).ShouldBe(1);
    }

    private static QueryCommand<int> Put(string name) => new(connection => connection.Kept(Insert).Bind(1, name).Execute());

    private static QueryCommand<int> PutBytes(string name, int count) => new(connection =>
        connection.Kept("insert into meta (name, value) values (?1, zeroblob(?2))").Bind(1, name).Bind(2, count).Execute());

    private static QueryCommand<int> Broken() => new(static connection =>
    {
        _ = connection.Kept(Insert).Bind(1, "never stored").Execute();
        throw new InvalidOperationException("A fault.");
    });

    private Task<string?> LimitPages(string pages) => Writer.RunAsync(new QueryCommand<string?>(connection => connection.Scalar($"pragma max_page_count = {pages}"))).AsTask();

    /// <summary>Keeps the writer busy until it is released.</summary>
    private SemaphoreSlim Hold()
    {
        var (entered, held) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _ = Writer.RunAsync(new QueryCommand<int>(connection =>
        {
            _ = entered.Release();
            held.Wait();
            return 0;
        })).AsTask();
        entered.Wait();
        return held;
    }

    /// <summary>The size of a batch is told after its callers are: one more commit shows that those before have been told.</summary>
    private Task<int> Drained() => Writer.RunAsync(new QueryCommand<int>(static _ => 0)).AsTask();

    private async Task<long> Names(string like)
    {
        using var reader = await _storage.Readers.RentAsync(CancellationToken.None);
        var count = reader.Statement("select count(*) from meta where name like ?1").Bind(1, like);
        _ = count.Read();
        return count.Int64(0);
    }

    private sealed class Patient(string name) : WriteCommand<int>
    {
        internal override bool CanWait => true;

        protected override int Apply(SqliteConnection connection) => connection.Kept(Insert).Bind(1, name).Execute();
    }
}
