using Posthorn.Server.Tests.Running;
using Posthorn.Testing.Databases;

namespace Posthorn.Server.Tests.Events;

/// <summary>Waiting for what another node accepts.</summary>
public sealed class ManyNodesFeedTests : IAsyncLifetime
{
    private TemporaryPostgres? _postgres;
    private OwnServer? _one;
    private OwnServer? _other;

    private OwnServer One => _one ?? throw new InvalidOperationException("No node is there.");

    private OwnServer Other => _other ?? throw new InvalidOperationException("No node is there.");

    public async ValueTask InitializeAsync()
    {
        _postgres = await TemporaryPostgres.StartAsync();
        var storage = "postgres:" + await _postgres.CreateDatabaseAsync("feeds");
        _one = await OwnServer.StartAsync(storage: storage);
        _other = await OwnServer.StartAsync(storage: storage);
    }

    [Fact]
    public async Task Who_waits_at_one_node_hears_of_what_another_accepts()
    {
        var partner = (await One.Client().CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None)).Id;
        await KnownToAsync(Other, partner);
        var waiting = WaitingFeedTests.FollowAsync(Other.Client(), partner, 10, 1);

        var published = await WaitingFeedTests.PublishAsync(One.Client(), partner);

        (await waiting).ShouldBe([published]);
    }

    [Fact]
    public async Task Readers_at_both_nodes_that_wait_while_four_publish_at_both_see_every_event_once()
    {
        const int writers = 4;
        const int each = 12;
        var partner = (await One.Client().CreatePartnerAsync(new() { Name = "Two" }, CancellationToken.None)).Id;
        await KnownToAsync(Other, partner);
        var reading = Task.WhenAll(Enumerable.Range(1, 4).Select(n => WaitingFeedTests.FollowAsync((n % 2 == 0 ? One : Other).Client(), partner, n * n, writers * each)));

        var published = await Task.WhenAll(Enumerable.Range(0, writers).Select(async n =>
        {
            var (api, ids) = ((n % 2 == 0 ? One : Other).Client(), new List<string>());
            while (ids.Count < each)
            {
                ids.Add(await WaitingFeedTests.PublishAsync(api, partner));
            }

            return ids;
        }));

        foreach (var read in await reading)
        {
            read.ShouldBe(published.SelectMany(static one => one), ignoreOrder: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_one?.DisposeAsync() ?? default);
        await (_other?.DisposeAsync() ?? default);
        await (_postgres?.DisposeAsync() ?? default);
    }

    // A node takes over what others have changed by itself, within a second or so.
    private static async Task KnownToAsync(OwnServer node, string partner)
    {
        while (!(await node.Client().ListPartnersAsync(CancellationToken.None)).Partners.Any(one => one.Id == partner))
        {
        }
    }
}
