using System.Net;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Suki;

namespace Posthorn.Emulators.Tests.Running;

public sealed class StorageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-emulator-").FullName;

    private string Database => Path.Combine(_folder, "emulator.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_store_that_was_named_keeps_sessions_results_and_logins()
    {
        string id, token;
        await using (var bed = await StartAsync())
        {
            var client = await SukiClient.LogInAsync(bed);
            id = await client.EndedAsync("emulate-success");
            await bed.NotifiedAsync();
            token = client.Token;
        }

        await using var again = await StartAsync();
        again.Client.DefaultRequestHeaders.Add("sdp_suki_token", token);
        var same = new SukiClient(again);
        (await same.StatusAsync(id)).ShouldBe("completed");
        (await same.GetAsync($"{SukiClient.Ambient}/{id}/content")).GetProperty("summary").GetArrayLength().ShouldBeGreaterThan(4);
        (await same.CreateAsync("visit-2")).ShouldNotBe(id);
    }

    [Fact]
    public async Task What_was_worked_on_when_it_stopped_goes_on_when_somebody_asks()
    {
        string id;
        await using (var bed = await StartAsync(scale: 1))
        {
            id = await (await SukiClient.LogInAsync(bed)).EndedAsync("emulate-slow");
        }

        await using var again = await StartAsync();
        var client = await SukiClient.LogInAsync(again);
        await client.UntilStatusAsync(id, "completed");
        (await again.NotifiedAsync()).Subject.ShouldBe(id);
    }

    [Fact]
    public async Task A_start_with_reset_begins_with_nothing()
    {
        string id;
        await using (var bed = await StartAsync())
        {
            id = await (await SukiClient.LogInAsync(bed)).CreateAsync("visit-1");
        }

        await using var again = await StartAsync(reset: true);
        (await (await SukiClient.LogInAsync(again)).ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{id}/status")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Resetting_forgets_sessions_and_journal_and_begins_to_count_anew()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var first = await client.CreateAsync("visit-1");
        using var reset = await bed.Client.PostAsync("/emulator/reset", content: null);

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await bed.JournalAsync()).GetProperty("received_in_all").GetInt64().ShouldBe(0);
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{first}/status")).Code.ShouldBe(404);
        (await client.CreateAsync("visit-1")).ShouldBe(first);
        var ended = await client.EndedAsync("emulate-success");
        (await bed.NotifiedAsync()).Subject.ShouldBe(ended);
    }

    [Fact]
    public async Task A_database_that_is_no_emulators_is_neither_opened_nor_emptied()
    {
        await File.WriteAllTextAsync(Database, "something of value");

        (await Should.ThrowAsync<StartRefusedException>(() => StartAsync(reset: true))).Code.ShouldBe("store_not_ours");
        (await File.ReadAllTextAsync(Database)).ShouldBe("something of value");
    }

    private Task<EmulatorBed> StartAsync(double scale = 200, bool reset = false) => EmulatorBed.StartAsync(
        new SukiVendor(), scale, change: options => options with { Storage = $"sqlite:{Database}", Reset = reset });
}
