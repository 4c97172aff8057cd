namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class SqlTextTests
{
    private const string Raw = "class A { const string B = \"\"\"\n    select id from lanes where due_at <= ?1\n    \"\"\"; }";

    [Fact]
    public void Sql_is_in_the_stores_and_readable() => SqlText.Check(Repository.CSharp).ShouldBeNone();

    [Fact]
    public void Sql_outside_the_stores_is_found()
    {
        SqlText.Check([new("src/Posthorn.Server/A.cs", Raw)]).ShouldBeAt(1);
        SqlText.Check([new("src/Posthorn.Sqlite/A.cs", Raw)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("const string B = \"delete from events \" + \"where id = ?1\";")]
    [InlineData("string B(string id) => \"delete from events where id = \" + id;")]
    [InlineData("const string B = \"delete from events\\nwhere id = ?1\";")]
    [InlineData("string B(string id) => $\"update events set state = '{id}'\";")]
    [InlineData("string B(string id) => $\"\"\"insert into events values ('{id}')\"\"\";")]
    public void Sql_in_pieces_or_made_from_values_is_found(string member)
        => SqlText.Check([new("src/Posthorn.Sqlite/A.cs", $"class A {{ {member} }}")]).ShouldBeAt(1);

    [Theory]
    [InlineData("const string B = $\"\"\"select {Columns} from events\"\"\";")]
    [InlineData("string B => \"delete from events where id = ?1\";")]
    [InlineData("const string B = \"Select an endpoint from the list.\";")]
    [InlineData("const string B = \"select events by state\";")]
    [InlineData("const string B = \"updates\";")]
    public void Constants_and_sentences_are_not(string member)
        => SqlText.Check([new("src/Posthorn.Sqlite/A.cs", $"class A {{ {member} }}")]).ShouldBeEmpty();

    [Theory]
    [InlineData("select changes()")]
    [InlineData("SELECT 1 FROM lanes ")]
    [InlineData("insert or ignore into events values (?1)")]
    [InlineData("create unique index events_by_key on events (key)")]
    [InlineData("with due (id) as (select 1)")]
    public void Each_kind_of_statement_is_found(string sql)
        => SqlText.Check([new("src/Posthorn.Server/A.cs", $"class A {{ const string B = \"{sql}\"; }}")]).ShouldBeAt(1);
}
