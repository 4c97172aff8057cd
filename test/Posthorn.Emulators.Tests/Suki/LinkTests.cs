using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class LinkTests
{
    [Fact]
    public async Task Every_link_of_a_notification_works_when_it_is_followed()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        await client.EndedAsync("emulate-success");
        var completed = (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
        var links = completed.Root.GetProperty("_links").EnumerateObject().ToList();

        links.Select(static link => link.Name).ShouldBe(
            ["contents", "encounter_content", "structured_data", "encounter_structured_data", "status", "transcripts"], ignoreOrder: true);
        foreach (var link in links.SelectMany(static one => one.Value.EnumerateArray()))
        {
            link.GetProperty("method").GetString().ShouldBe("GET");
            _ = await client.GetAsync(link.GetProperty("href").GetString()!);
        }
    }

    [Fact]
    public async Task A_notification_names_the_sessions_of_its_encounter_so_far()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var first = await client.EndedAsync("emulate-success");
        await bed.NotifiedAsync();
        var second = await client.EndedAsync("emulate-success");

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().Sessions.ShouldBe([first, second]);
    }
}
