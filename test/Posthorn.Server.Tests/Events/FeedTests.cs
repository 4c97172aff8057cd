using Posthorn.Api.Json;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class FeedTests(RunningServer server)
{
    [Fact]
    public async Task A_reader_that_follows_next_reads_every_event_once_and_in_order()
    {
        var partner = await server.NewPartnerAsync();
        var other = await server.NewPartnerAsync();
        var published = new List<string>();
        for (var n = 0; n < 25; n++)
        {
            published.Add((await PublishAsync(partner.Id, n)).Id);
            _ = await PublishAsync(other.Id, n);
        }

        var read = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var part = await server.Operator.GetFeedAsync(partner.Id, after, 7, CancellationToken.None);
            read.AddRange(part.Events.Select(static one => one.Id));
            part.Events.Count.ShouldBeLessThanOrEqualTo(7);
            (after, more) = (part.Next, part.HasMore);
        }
        while (more);

        read.ShouldBe(published);
    }

    [Fact]
    public async Task An_empty_part_gives_a_cursor_that_goes_on_where_it_was()
    {
        var partner = await server.NewPartnerAsync();

        var start = await server.Operator.GetFeedAsync(partner.Id, null, null, CancellationToken.None);
        var first = await PublishAsync(partner.Id, 1);
        var next = await server.Operator.GetFeedAsync(partner.Id, start.Next, null, CancellationToken.None);
        var end = await server.Operator.GetFeedAsync(partner.Id, next.Next, null, CancellationToken.None);

        start.HasMore.ShouldBeFalse();
        next.Events.ShouldHaveSingleItem().Id.ShouldBe(first.Id);
        end.Events.ShouldBeEmpty();
        end.Next.ShouldBe(next.Next);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=-1")]
    [InlineData("limit=%2B5")]
    [InlineData("limit=5%20")]
    [InlineData("limit=1e3")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("limit=")]
    [InlineData("limit=5&limit=6")]
    [InlineData("wait=61")]
    [InlineData("wait=-1")]
    [InlineData("wait=1.5")]
    [InlineData("wait=5s")]
    [InlineData("wait=")]
    [InlineData("wait=1&wait=2")]
    [InlineData("before=x")]
    public async Task A_parameter_that_is_unknown_or_out_of_range_is_refused(string query)
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);

        using var answer = await http.GetAsync(new Uri($"/v1/partners/{partner.Id}/events?{query}", UriKind.Relative));

        (await answer.RefusalAsync()).ShouldBe("400 invalid_parameter");
    }

    private Task<Api.Events.EventReceipt> PublishAsync(string partner, int n) =>
        server.Operator.PublishAsync(partner, new() { Type = "a", Data = RawJson.Parse($$"""{"n":{{n}}}""") }, null, CancellationToken.None);
}
