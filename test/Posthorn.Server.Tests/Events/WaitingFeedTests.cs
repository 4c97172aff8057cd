using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Api.Json;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Pulling;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class WaitingFeedTests(RunningServer server)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_waits_is_answered_when_something_is_published()
    {
        var partner = await server.NewPartnerAsync();
        var before = await server.Operator.GetFeedAsync(partner.Id, null, null, CancellationToken.None);
        var waiting = server.Operator.GetFeedAsync(partner.Id, before.Next, null, Long, CancellationToken.None);
        await WaitingAsync(server.Services, server.Operator, 1);

        var began = TimeProvider.System.GetTimestamp();
        var published = await PublishAsync(server.Operator, partner.Id);

        var feed = await waiting;
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Long / 2);
        feed.Events.ShouldHaveSingleItem().Id.ShouldBe(published);
        feed.HasMore.ShouldBeFalse();
        feed.Next.ShouldNotBe(before.Next);
    }

    [Fact]
    public async Task What_is_there_is_answered_at_once()
    {
        var partner = await server.NewPartnerAsync();
        var published = await PublishAsync(server.Operator, partner.Id);

        (await server.Operator.GetFeedAsync(partner.Id, null, null, Long, CancellationToken.None)).Events.ShouldHaveSingleItem().Id.ShouldBe(published);
    }

    [Fact]
    public async Task When_the_wait_is_over_the_part_is_empty_and_goes_on_where_it_was()
    {
        var partner = await server.NewPartnerAsync();
        _ = await PublishAsync(server.Operator, partner.Id);
        var before = await server.Operator.GetFeedAsync(partner.Id, null, null, CancellationToken.None);

        var over = await server.Operator.GetFeedAsync(partner.Id, before.Next, null, TimeSpan.FromSeconds(1), CancellationToken.None);

        over.Events.ShouldBeEmpty();
        (over.Next, over.HasMore).ShouldBe((before.Next, false));
    }

    [Fact]
    public async Task The_operator_s_own_news_ends_a_wait_too()
    {
        await using var own = await OwnServer.StartAsync();
        var api = own.Client();
        var partner = await api.CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None);
        var waiting = api.GetFeedAsync("ptn_operator", null, null, Long, CancellationToken.None);
        await WaitingAsync(own.Services, api, 1);

        var began = TimeProvider.System.GetTimestamp();

        // Nothing listens there, and the schedule has one attempt.
        _ = await api.CreateEndpointAsync(partner.Id, new() { Url = "http://127.0.0.1:9/hook", Profile = "standard", Schedule = Api.Endpoints.Schedule.Once }, CancellationToken.None);
        _ = await PublishAsync(api, partner.Id);

        (await waiting).Events.ShouldHaveSingleItem().Type.ShouldBe("delivery.exhausted");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Long / 2);
    }

    [Fact]
    public async Task One_more_than_may_wait_is_told_to_come_back_and_still_reads_what_is_there()
    {
        await using var small = await OwnServer.StartAsync(most: 1);
        var api = small.Client();
        var partner = await api.CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None);
        var start = await api.GetFeedAsync(partner.Id, null, null, CancellationToken.None);
        var waiting = api.GetFeedAsync(partner.Id, start.Next, null, Long, CancellationToken.None);
        await WaitingAsync(small.Services, api, 1);

        var refused = await Should.ThrowAsync<PosthornApiException>(() => api.GetFeedAsync(partner.Id, start.Next, null, Long, CancellationToken.None));

        (refused.Problem.Status, refused.Problem.Code, refused.RetryAfter).ShouldBe((503, ProblemCodes.Unavailable, TimeSpan.FromSeconds(5)));
        _ = await PublishAsync(api, partner.Id);
        (await waiting).Events.Count.ShouldBe(1);
        (await api.GetFeedAsync(partner.Id, start.Next, null, Long, CancellationToken.None)).Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_goes_away_leaves_its_place_to_another()
    {
        await using var small = await OwnServer.StartAsync(most: 1);
        var api = small.Client();
        var partner = await api.CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None);
        using (var gone = new CancellationTokenSource())
        {
            var given = api.GetFeedAsync(partner.Id, null, null, Long, gone.Token);
            await WaitingAsync(small.Services, api, 1);
            await gone.CancelAsync();
            _ = await Should.ThrowAsync<OperationCanceledException>(() => given);
        }

        await WaitingAsync(small.Services, api, 0);
        var waiting = api.GetFeedAsync(partner.Id, null, null, Long, CancellationToken.None);
        await WaitingAsync(small.Services, api, 1);
        _ = await PublishAsync(api, partner.Id);
        (await waiting).Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_stops_answers_those_who_wait_at_once()
    {
        var stopping = await OwnServer.StartAsync();
        await using var _ = stopping;
        var api = stopping.Client();
        var partner = await api.CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None);
        var start = await api.GetFeedAsync(partner.Id, null, null, CancellationToken.None);
        var waiting = api.GetFeedAsync(partner.Id, start.Next, null, Long, CancellationToken.None);
        await WaitingAsync(stopping.Services, api, 1);
        var began = TimeProvider.System.GetTimestamp();

        await stopping.StopAsync();

        var feed = await waiting;
        (feed.Events.Count, feed.Next).ShouldBe((0, start.Next));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Readers_that_follow_next_and_wait_while_four_publish_see_every_event_once()
    {
        const int writers = 4;
        const int each = 15;
        var partner = await server.NewPartnerAsync();
        var reading = Task.WhenAll(Enumerable.Range(1, 3).Select(n => FollowAsync(server.Operator, partner.Id, limit: n * n, writers * each)));

        var published = await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            var (api, ids) = (server.Operator, new List<string>());
            while (ids.Count < each)
            {
                ids.Add(await PublishAsync(api, partner.Id));
            }

            return ids;
        }));

        foreach (var read in await reading)
        {
            read.ShouldBe(published.SelectMany(static one => one), ignoreOrder: true);
        }
    }

    /// <summary>Reads until it has seen so many. No answer may take as long as a wait: then nobody was woken, and the last look has found it.</summary>
    internal static async Task<List<string>> FollowAsync(PosthornClient api, string partner, int limit, int count)
    {
        var read = new List<string>();
        string? after = null;
        while (read.Count < count)
        {
            var began = TimeProvider.System.GetTimestamp();
            var feed = await api.GetFeedAsync(partner, after, limit, Long, CancellationToken.None);
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Long / 2);
            feed.Events.ShouldNotBeEmpty();
            read.AddRange(feed.Events.Select(static one => one.Id));
            after = feed.Next;
        }

        return read;
    }

    internal static async Task<string> PublishAsync(PosthornClient api, string partner) =>
        (await api.PublishAsync(partner, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None)).Id;

    // Asks the server something else in the meantime: whoever waits holds up nobody.
    private static async Task WaitingAsync(IServiceProvider services, PosthornClient api, int count)
    {
        while (services.GetRequiredService<FeedReaders>().Count != count)
        {
            (await api.GetHealthAsync(CancellationToken.None)).Status.ShouldBe("ok");
        }
    }
}
