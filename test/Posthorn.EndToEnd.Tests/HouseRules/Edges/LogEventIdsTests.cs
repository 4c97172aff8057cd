namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class LogEventIdsTests
{
    [Fact]
    public void Every_log_event_has_an_id_of_its_own() => LogEventIds.Check(Repository.Product.ToArray()).ShouldBeNone();

    [Theory]
    [InlineData("[LoggerMessage(1000, LogLevel.Error, \"x\")]")]
    [InlineData("[LoggerMessage(EventId = 7, Level = LogLevel.Error, Message = \"x\")]")]
    [InlineData("[LoggerMessage(LogLevel.Error, \"x\")]")]
    public void An_id_without_a_name_is_found(string attribute)
        => LogEventIds.Check([new("src/A/A.cs", $"class A {{ {attribute} partial void B(); }}")]).ShouldBeAt(1);

    [Fact]
    public void An_id_that_stands_for_two_messages_is_found()
    {
        const string Use = "class A {\n[LoggerMessage(EventIds.Lost, LogLevel.Error, \"x\")] partial void B(); }";

        LogEventIds.Check([new("src/A/A.cs", Use)]).ShouldBeEmpty();
        LogEventIds.Check([new("src/A/A.cs", Use), new("src/A/B.cs", Use)]).ShouldBeAt(2);
    }

    [Fact]
    public void A_number_that_has_two_names_is_found_across_projects()
    {
        const string Ids = "class EventIds { public const int A = 1000;\npublic const int B = 1001; }";

        LogEventIds.Check([new("src/A/EventIds.cs", Ids)]).ShouldBeEmpty();
        LogEventIds.Check([new("src/A/EventIds.cs", Ids), new("src/B/EventIds.cs", "class EventIds { public const int C = 1001; }")])
            .ShouldBeAt(1);
    }
}
