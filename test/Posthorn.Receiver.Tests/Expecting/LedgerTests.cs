using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Links;
using Posthorn.Receiver.Tests.Links;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Expecting;

public sealed class LedgerTests
{
    private const string Status = "/api/v1/ambient/session/s_1/status";

    [Fact]
    public async Task F_R13_An_expectation_survives_the_process_and_the_next_one_asks()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-ledger-").FullName;
        await using (var vendor = await PlayedVendor.StartAsync())
        {
            vendor.Lay(Status, """{"status":"completed"}""");
            var (clock, seen) = (new ShiftedClock(), new Recorder());
            var first = await Desk.StartAsync(folder: folder, vendor: vendor, clock: clock);
            await first.Ledger.ExpectAsync("suki", "s_1", first.InAnHour);
            await first.Receiver.DisposeAsync();
            vendor.Received.ShouldBeEmpty();

            clock.Shift = TimeSpan.FromHours(1);
            var next = await Desk.StartAsync(one => one.Handle<SessionCompleted>("sees", seen.DoneAsync), folder, vendor, clock);
            (await seen.NextAsync()).Context.Evidence.ShouldBe(Evidence.Pulled);
            await next.Receiver.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task F_R13_What_is_not_over_is_asked_for_again_and_is_overdue_until_then()
    {
        var seen = new Recorder();
        await using var desk = await Desk.StartAsync(one => one.Handle<SessionCompleted>("sees", seen.DoneAsync));
        desk.Vendor.Lay(Status, """{"status":"running"}""");
        var by = desk.InAnHour;
        await desk.Ledger.ExpectAsync("suki", "s_1", by);
        (await desk.Ledger.ListOverdueAsync("suki")).ShouldBeEmpty();

        desk.Pass("suki", TimeSpan.FromHours(1));
        (await desk.Vendor.NextAsync()).Path.ShouldBe(Status);
        var overdue = (await desk.Ledger.ListOverdueAsync("suki")).ShouldHaveSingleItem();
        (overdue.Source, overdue.Subject, overdue.By).ShouldBe(("suki", "s_1", DateTimeOffset.FromUnixTimeMilliseconds(by.ToUnixTimeMilliseconds())));

        desk.Vendor.Lay(Status, """{"status":"completed"}""");
        while ((await desk.Ledger.ListOverdueAsync("suki")).Single().LastAnswer is null)
        {
            // The wait begins when the answer is written down; until then there is nothing to pass.
        }

        desk.Pass("suki", TimeSpan.FromHours(2));
        (await seen.NextAsync()).Context.Evidence.ShouldBe(Evidence.Pulled);
    }

    [Fact]
    public async Task The_same_expectation_twice_is_one_and_after_it_was_forgotten_it_is_another()
    {
        await using var desk = await Desk.StartAsync();
        var by = desk.InAnHour;
        await desk.Ledger.ExpectAsync("suki", "s_1", by);
        await desk.Ledger.ExpectAsync("suki", "s_1", by);
        (await CountAsync(desk)).ShouldBe(1);

        await desk.Ledger.ForgetAsync("suki", "s_1");
        await desk.Ledger.ExpectAsync("suki", "s_1", by);
        await desk.Ledger.ExpectAsync("suki", "s_1", by);
        (await CountAsync(desk)).ShouldBe(2);
    }

    [Fact]
    public async Task What_nobody_could_be_asked_about_is_not_expected()
    {
        await using var desk = await Desk.StartAsync();
        var by = desk.InAnHour;

        foreach (var (source, subject) in ((string, string)[])[("standard", "s_1"), ("suki", ""), ("suki", "a\0b"), ("sully", "n_1"), ("sully", "note:"), ("suki", new('x', 201))])
        {
            _ = await Should.ThrowAsync<ArgumentException>(() => desk.Ledger.ExpectAsync(source, subject, by));
        }

        _ = await Should.ThrowAsync<ArgumentException>(() => desk.Ledger.ExpectAsync("suki", "s_1", by.AddDays(30)));
        (await CountAsync(desk)).ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_stops_takes_no_expectation_and_says_so()
    {
        await using var desk = await Desk.StartAsync();
        var ledger = desk.Ledger;
        await desk.Receiver.StopAsync();

        _ = await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.ExpectAsync("suki", "s_1", desk.InAnHour));
    }

    [Fact]
    public async Task Health_tells_of_what_is_overdue_for_long()
    {
        await using var desk = await Desk.StartAsync(static one => one.Services.Configure<ExpectationOptions>(static options => options.Grace = TimeSpan.Zero));
        desk.Vendor.Lay(Status, """{"status":"running"}""");
        (await HealthAsync(desk)).ShouldBe(HealthStatus.Healthy);

        await desk.Ledger.ExpectAsync("suki", "s_1", desk.Clock.GetUtcNow().AddMinutes(-1));
        _ = await desk.Vendor.NextAsync();
        (await HealthAsync(desk)).ShouldBe(HealthStatus.Healthy, "it was looked at a moment ago");
        desk.Clock.Shift += TimeSpan.FromSeconds(31);

        (await HealthAsync(desk)).ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task A_client_with_mistakes_or_without_its_source_stops_the_start()
    {
        var mistakes = (await Should.ThrowAsync<OptionsValidationException>(() => RunningReceiver.StartAsync(static one => one.AddSullyClient(
            "sully", static options => (options.Api, options.TranscriptionVersion) = (new("https://api.example/path"), 3))))).Message;
        mistakes.ShouldContain("Api must be an origin");
        mistakes.ShouldContain("ApiKey must be set");
        mistakes.ShouldContain("AccountId must be set");
        mistakes.ShouldContain("TranscriptionVersion");

        (await Should.ThrowAsync<OptionsValidationException>(() => RunningReceiver.StartAsync(static one => one.AddSukiClient(
            "nobody", static options => (options.PartnerId, options.PartnerToken) = ("p", "t"))))).Message.ShouldContain("there is no source of that name");
    }

    [Fact]
    public async Task Clients_are_found_by_the_name_of_their_source()
    {
        await using var desk = await Desk.StartAsync();

        desk.Receiver.Services.GetRequiredKeyedService<ISukiClient>("suki").ShouldBeSameAs(desk.Receiver.Services.GetRequiredService<ISukiClient>());
        desk.Receiver.Services.GetRequiredKeyedService<ISullyClient>("sully").ShouldBeSameAs(desk.Receiver.Services.GetRequiredService<ISullyClient>());
    }

    private static async Task<HealthStatus> HealthAsync(Desk desk) =>
        (await desk.Receiver.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["posthorn_ledger"].Status;

    private static async Task<int> CountAsync(Desk desk)
    {
        var partner = desk.Engine.Directory.FindPartner("exp_suki").ShouldNotBeNull();
        return (await desk.Engine.History.ListDeliveriesAsync(new(partner.Key, null, null, null, 500), CancellationToken.None)).Deliveries.Count;
    }
}
