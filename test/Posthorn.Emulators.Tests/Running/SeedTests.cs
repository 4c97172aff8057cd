using System.Text.Json;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Suki;

namespace Posthorn.Emulators.Tests.Running;

public sealed class SeedTests
{
    [Fact]
    public async Task The_same_seed_is_the_same_run()
    {
        var (first, second, other) = (await RunAsync(7), await RunAsync(7), await RunAsync(8));

        second.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public void What_is_drawn_depends_on_its_purpose_alone()
    {
        var seeds = new Seeds(3);
        _ = seeds.Uuid("something else");

        seeds.Uuid("a").ShouldBe(new Seeds(3).Uuid("a"));
        seeds.Uuid("a").ShouldNotBe(seeds.Uuid("b"));
        Guid.Parse(seeds.Uuid("a")).Version.ShouldBe(4);
        seeds.Between("a", 2, 6).ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
        seeds.Between("a", 2, 6).ShouldBe(new Seeds(3).Between("a", 2, 6));
    }

    private static async Task<string> RunAsync(int seed)
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), change: options => options with { Seed = seed });
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-success");
        await bed.NotifiedAsync();
        var parts = new List<string> { id, bed.Secret };
        foreach (var part in (string[])["content", "transcript", "structured-data"])
        {
            parts.Add((await client.GetAsync($"{SukiClient.Ambient}/{id}/{part}")).GetRawText());
        }

        return JsonSerializer.Serialize(parts);
    }
}
