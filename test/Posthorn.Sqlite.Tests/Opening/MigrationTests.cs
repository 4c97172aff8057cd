using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Sqlite.Tests.Opening;

public sealed class MigrationTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_first.sql", "create table a (x integer);");
    private static readonly Migration Second = new(2, "0002_second.sql", "create table b (x integer);");

    private readonly SqliteConnection _connection = SqliteConnection.Open(":memory:", readOnly: false);

    [Fact]
    public void Steps_are_taken_once_and_in_order()
    {
        Migrate(First);
        Migrate(First, Second);
        Migrate(First, Second);

        _connection.Scalar("select group_concat(number || ' ' || name) from schema_migrations").ShouldBe("1 0001_first.sql,2 0002_second.sql");
        _connection.Scalar("select count(*) from b").ShouldBe("0");
    }

    [Fact]
    public void A_step_whose_text_was_changed_afterwards_refuses_to_start()
    {
        Migrate(First);

        var refused = Should.Throw<StartRefusedException>(() => Migrate(First with { Sql = "create table a (x text);" }));

        refused.Code.ShouldBe("store_schema_changed");
        refused.Message.ShouldContain("0001_first.sql");
    }

    [Fact]
    public void A_database_of_a_newer_program_refuses_to_start()
    {
        Migrate(First, Second);

        Should.Throw<StartRefusedException>(() => Migrate(First)).Code.ShouldBe("store_newer");
    }

    [Fact]
    public void A_step_that_fails_leaves_nothing_behind()
    {
        Migrate(First);

        _ = Should.Throw<SqliteException>(() => Migrate(First, Second with { Sql = "create table b (x integer); create table a (x integer);" }));

        _connection.Scalar("select group_concat(name) from sqlite_master where type = 'table'").ShouldBe("schema_migrations,a");
        Should.NotThrow(() => Migrate(First, Second));
    }

    [Fact]
    public void The_programs_own_steps_are_numbered_from_one_without_gaps() =>
        Migration.Embedded().Select(static one => one.Number).ShouldBe(Enumerable.Range(1, Migration.Embedded().Count));

    public void Dispose() => _connection.Dispose();

    private void Migrate(params Migration[] known)
    {
        Migrator.Require(_connection, known, "posthorn.db");
        Migrator.Apply(_connection, known, ColdStore.Noon);
    }
}
