using System.Text.Json;
using Posthorn.Relay.Tests.Running;

namespace Posthorn.Relay.Tests.Keeping;

public sealed class RetentionTests
{
    private const int Body = 1000 * 1024;

    [Fact]
    public async Task What_is_too_much_goes_oldest_first_and_everybody_is_told()
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { KeepBytes = 4L * 1024 * 1024 });
        await using var target = await WatchedTarget.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await relay.PostAsync("/in/suki", new byte[Body]);
        }

        using (var page = await relay.ReadAsync("/v1/arrivals?source=suki"))
        {
            var json = JsonDocument.Parse(await page.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;
            json.GetProperty("last_sequence").GetInt64().ShouldBe(6);
            json.GetProperty("removed").GetInt64().ShouldBe(2);
            json.GetProperty("removed_unread").GetInt64().ShouldBe(2);
            json.GetProperty("arrivals").EnumerateArray().Select(static one => one.GetProperty("sequence").GetInt64()).ShouldBe([3, 4, 5, 6]);
        }

        await using (var listener = ListenerBed.Start(relay, target.Url))
        {
            (await listener.Watch.UntilAsync("gone")).ShouldBe("gone 2 expired");
            (await listener.Watch.UntilAsync("forwarded 6")).ShouldBe("forwarded 6 204");
        }

        await relay.Relay.DisposeAsync();
        relay.Log.ShouldContain("\"count\":2,\"source\":\"suki\",\"unread\":2");
    }

    [Fact]
    public async Task What_a_listener_has_is_not_told_as_unread()
    {
        await using var relay = await RelayBed.StartAsync(static options => options with { KeepBytes = 4L * 1024 * 1024 });
        await using var target = await WatchedTarget.StartAsync();
        using (await relay.PostAsync("/in/suki", new byte[Body]))
        {
        }

        await using (var listener = ListenerBed.Start(relay, target.Url))
        {
            _ = await listener.Watch.UntilAsync("forwarded 1");
        }

        await relay.Relay.DisposeAsync();
        await relay.StartAgainAsync(static options => options with { KeepBytes = 4L * 1024 * 1024 });
        for (var i = 0; i < 4; i++)
        {
            using var answer = await relay.PostAsync("/in/suki", new byte[Body]);
        }

        using var page = await relay.ReadAsync("/v1/arrivals?source=suki");
        var json = JsonDocument.Parse(await page.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;
        json.GetProperty("removed").GetInt64().ShouldBe(1);
        json.GetProperty("removed_unread").GetInt64().ShouldBe(0);
    }
}
