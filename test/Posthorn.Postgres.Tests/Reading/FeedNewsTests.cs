using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Posthorn.Conformance;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Tests.Reading;

/// <summary>What other nodes have stored, for those who wait for it here.</summary>
[Collection(SharedPostgres.Name)]
public sealed class FeedNewsTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly FeedReaders _readers = new();

    private IFeedNews News => ((PostgresNode)Node).Stores.News;

    [Fact]
    public async Task News_are_for_those_partners_alone_that_have_something_after_their_place()
    {
        var other = await AddPartner("ptn_b");
        var foreign = await AddEndpoint(other);
        var before = await Append(AnEvent());
        var after = await Append(AnEvent(to: [foreign]));

        (await AskAsync(new(Partner.Key, 0), new(other.Key, 0))).ShouldBe([Partner.Key, other.Key], ignoreOrder: true);
        (await AskAsync(new(Partner.Key, before.Sequence), new(other.Key, before.Sequence))).ShouldBe([other.Key]);
        (await AskAsync(new(Partner.Key, before.Sequence), new(other.Key, after.Sequence))).ShouldBeEmpty();
        (await News.AfterAsync([new(other.Key, 0)], after.Sequence - 1, Now, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_is_woken_by_what_another_node_stores()
    {
        var another = await Store.OpenNodeAsync();
        var watch = NewWatch();
        using var reader = _readers.TryEnter(Partner.Key, 0, most: 1).ShouldNotBeNull();
        reader.Rise();
        (await Feed()).ShouldBeEmpty();
        var sleep = SleepAsync(reader);
        await watch.LookAsync(CancellationToken.None);
        sleep.IsCompleted.ShouldBeFalse();

        _ = await another.Log.AppendAsync(AnEvent(to: []));
        await watch.LookAsync(CancellationToken.None);

        (await sleep).ShouldBeTrue();
        (await Feed()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_woken_by_a_commit_that_an_older_append_holds_back_is_woken_again_when_it_can_be_read()
    {
        var watch = NewWatch();
        using var reader = _readers.TryEnter(Partner.Key, 0, most: 1).ShouldNotBeNull();
        await using (var older = await HoldAsync())
        {
            reader.Rise();
            _ = await Append(AnEvent(to: []));
            _readers.Committed(Partner.Key);
            (await SleepAsync(reader)).ShouldBeTrue();

            // Woken too early: there is nothing to be read yet.
            reader.Rise();
            (await Feed()).ShouldBeEmpty();
            await LetGoAsync(older);
        }

        var sleep = SleepAsync(reader);
        await watch.LookAsync(CancellationToken.None);

        (await sleep).ShouldBeTrue();
        (await Feed()).Count.ShouldBe(1);
    }

    private FeedWatch NewWatch() => new(_readers, TimeProvider.System, NullLogger<FeedWatch>.Instance, News);

    private static Task<bool> SleepAsync(FeedReader reader) => reader.SleepAsync(Long, TimeProvider.System, CancellationToken.None);

    private async Task<IReadOnlyList<long>> AskAsync(params FeedPlace[] places) =>
        await News.AfterAsync(places, await News.EndAsync(CancellationToken.None), Now, CancellationToken.None);

    /// <summary>Said aloud, and waited for: of a connection that is only closed the server lets go a moment later.</summary>
    private static async Task LetGoAsync(NpgsqlConnection older)
    {
        await using var rollback = new NpgsqlCommand("rollback", older);
        _ = await rollback.ExecuteNonQueryAsync();
    }

    /// <summary>An append that has said that it will draw a place, and stands still.</summary>
    private async Task<NpgsqlConnection> HoldAsync()
    {
        var connection = new NpgsqlConnection(((PostgresUnderTest)Store).Database + ";Pooling=false");
        await connection.OpenAsync();
        _ = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(FeedFloor.Hold, connection);
        _ = await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
