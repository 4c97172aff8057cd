using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Sqlite.Tests.Opening;

public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_new_database_knows_the_operator_and_nobody_else()
    {
        using var storage = Open();

        var rows = await new SqliteConfiguration(storage.Writer, storage.Readers).LoadAsync();

        rows.Partners.ShouldHaveSingleItem().Id.ShouldBe(Partner.OperatorId);
        rows.Endpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_opened_again_is_as_it_was()
    {
        using (var first = Open())
        {
            await new SqliteConfiguration(first.Writer, first.Readers).WriteMetaAsync("note", null, [1, 2, 3]);
        }

        using var second = Open();
        (await new SqliteConfiguration(second.Writer, second.Readers).ReadMetaAsync("note")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Nobody_but_the_owner_may_read_a_database_or_what_lies_beside_it()
    {
        using var storage = Open();

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_folder.Database)!))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }
        }
    }

    [Fact]
    public void Q16_a_commit_means_the_disk()
    {
        using var connection = SqliteConnection.Open(_folder.Database, readOnly: false);
        Durability.Configure(connection);

        connection.Scalar("pragma journal_mode").ShouldBe("wal");
        connection.Scalar("pragma synchronous").ShouldBe("2");
        Should.NotThrow(() => Durability.Require(connection, _folder.Database));
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("off")]
    public void Q16_a_connection_that_would_lose_commits_is_refused(string synchronous)
    {
        using var connection = SqliteConnection.Open(_folder.Database, readOnly: false);
        Durability.Configure(connection);
        connection.Execute($"pragma synchronous = {synchronous}");

        Refusal(() => Durability.Require(connection, _folder.Database)).ShouldBe("store_not_durable");
    }

    [Fact]
    public void Q16_a_database_that_cannot_keep_a_log_is_refused()
    {
        using var connection = SqliteConnection.Open(":memory:", readOnly: false);
        Durability.Configure(connection);

        Refusal(() => Durability.Require(connection, ":memory:")).ShouldBe("store_not_durable");
    }

    [Fact]
    public void FD21_a_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("not a database ", 1_000));
        File.WriteAllText(_folder.Database, text);

        var refused = Should.Throw<StartRefusedException>(Open);

        refused.Code.ShouldBe("store_not_a_database");
        refused.Message.ShouldContain(_folder.Database);
        File.ReadAllText(_folder.Database).ShouldBe(text);
    }

    [Fact]
    public void FD21_another_programs_database_is_refused_and_left_as_it_is()
    {
        using (var other = SqliteConnection.Open(_folder.Database, readOnly: false))
        {
            other.Execute("create table recipes (name text)");
        }

        var before = File.ReadAllBytes(_folder.Database);

        Refusal(Open).ShouldBe("store_foreign");
        File.ReadAllBytes(_folder.Database).ShouldBe(before);
    }

    [Fact]
    public void FD21_a_missing_directory_is_named()
    {
        var path = _folder.File("missing/posthorn.db");

        var refused = Should.Throw<StartRefusedException>(() => Open(path));

        refused.Code.ShouldBe("store_directory_missing");
        refused.Message.ShouldContain(path);
    }

    [Fact]
    public void FD21_a_place_where_nothing_can_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Where nothing can be written, even by root, is known for Linux.");

        Should.Throw<StartRefusedException>(() => Open("/proc/posthorn.db")).Message.ShouldContain("'/proc/posthorn.db'");
    }

    [Theory]
    [InlineData(13, "store_disk_full")]
    [InlineData(8, "store_not_writable")]
    [InlineData(8 | (5 << 8), "store_not_writable")]
    [InlineData(11, "store_corrupt")]
    [InlineData(14, "store_not_writable")]
    [InlineData(5, "store_in_use")]
    [InlineData(10 | (1 << 8), "store_unreadable")]
    public void FD21_what_SQLite_says_is_put_into_words(int code, string refusal)
    {
        var refused = OpeningFailure.Describe("/data/posthorn.db", new SqliteException(code, "words of SQLite"));

        refused.Code.ShouldBe(refusal);
        refused.Message.ShouldStartWith("Cannot open the database '/data/posthorn.db': ");
        refused.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void Start_up_is_refused_by_a_disk_without_room()
    {
        using var connection = SqliteConnection.Open(_folder.Database, readOnly: false);
        connection.Execute("pragma max_page_count = 3");

        var full = Should.Throw<SqliteException>(() => Migrator.Apply(connection, Migration.Embedded(), ColdStore.Noon));

        OpeningFailure.Describe(_folder.Database, full).Code.ShouldBe("store_disk_full");
        connection.InTransaction.ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private static string Refusal(Func<object> action) => Should.Throw<StartRefusedException>(action).Code;

    private static string Refusal(Action action) => Should.Throw<StartRefusedException>(action).Code;

    private SqliteStorage Open() => Open(_folder.Database);

    private static SqliteStorage Open(string path) => SqliteStorage.Open(path, new SqliteOptions(), TimeProvider.System);
}
