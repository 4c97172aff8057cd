using Posthorn.Api;
using Posthorn.Api.Json;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Starting;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-start-").FullName;

    [Fact]
    public async Task All_mistakes_are_told_in_one_message_and_nothing_is_opened()
    {
        var options = new ServerOptions
        {
            Storage = "postgres:Host=db;Password=canary",
            Urls = ["ftp://x", "nonsense"],
            AllowEgress = ["10.0.0.0/33", "10.0.0.0/8"],
            EgressCa = Path.Combine(_folder, "none.pem"),
            OperatorKey = "short",
            PayloadLimit = 3,
            Retention = TimeSpan.Zero,
            DrainGrace = TimeSpan.FromHours(1),
            MaxConnections = 0,
        };

        var refused = await Should.ThrowAsync<StartRefusedException>(() => RunningServer.StartAsync(options, Stream.Null));

        refused.Message.Split('\n').Length.ShouldBe(10);
        refused.Message.ShouldContain("POSTHORN_MASTER_KEY: on PostgreSQL every node needs the same key");
        refused.Message.ShouldNotContain("canary");
        options.ToString().ShouldNotContain("canary");
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("/var/lib/posthorn.db")]
    [InlineData("mysql:x")]
    public async Task A_storage_that_is_none_is_refused(string storage) =>
        (await Should.ThrowAsync<StartRefusedException>(() => RunningServer.StartAsync(new() { Storage = storage }, Stream.Null))).Message.ShouldStartWith("--storage:");

    [Fact]
    public async Task The_first_start_makes_an_operators_key_and_the_next_does_not()
    {
        var options = RunningServer.OptionsIn(_folder) with { OperatorKey = null };
        string key;
        await using (var first = await RunningServer.StartAsync(options, Stream.Null))
        {
            key = first.NewOperatorKey.ShouldNotBeNull();
        }

        await using var second = await RunningServer.StartAsync(options, Stream.Null);
        second.NewOperatorKey.ShouldBeNull();
        (await Client(second, key).ListPartnersAsync(CancellationToken.None)).Partners.ShouldHaveSingleItem().Id.ShouldBe("ptn_operator");
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var options = RunningServer.OptionsIn(_folder);
        string partner, published, endpoint;
        await using (var first = await RunningServer.StartAsync(options, Stream.Null))
        {
            var api = Client(first, RunningServer.OperatorKey);
            partner = (await api.CreatePartnerAsync(new() { Name = "One" }, CancellationToken.None)).Id;
            endpoint = (await api.CreateEndpointAsync(partner, new() { Url = "http://127.0.0.1:9/hook", Profile = "suki" }, CancellationToken.None)).Id;
            published = (await api.PublishAsync(partner, new() { Type = "a", Data = RawJson.Parse("{}") }, "key-1", CancellationToken.None)).Id;
        }

        await using var second = await RunningServer.StartAsync(options, Stream.Null);
        var again = Client(second, RunningServer.OperatorKey);

        (await again.GetEndpointAsync(partner, endpoint, CancellationToken.None)).Profile.ShouldBe("suki");
        (await again.GetFeedAsync(partner, null, null, CancellationToken.None)).Events.ShouldHaveSingleItem().Id.ShouldBe(published);
        (await again.PublishAsync(partner, new() { Type = "a", Data = RawJson.Parse("{}") }, "key-1", CancellationToken.None)).Id.ShouldBe(published);
    }

    [Fact]
    public async Task A_second_server_on_the_same_store_is_refused()
    {
        await using var first = await RunningServer.StartAsync(RunningServer.OptionsIn(_folder), Stream.Null);

        _ = await Should.ThrowAsync<StartRefusedException>(() => RunningServer.StartAsync(RunningServer.OptionsIn(_folder), Stream.Null));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PosthornClient Client(PosthornServer server, string key)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(server.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return new(http);
    }
}
