using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Starting;

public sealed class StartTests
{
    [Fact]
    public async Task Without_a_secret_the_host_does_not_start()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(static async () =>
        {
            await using var receiver = await RunningReceiver.StartAsync(static one => one.AddSource("suki", static source => source.Secrets.Clear()));
        });

        refused.Failures.ShouldHaveSingleItem().ShouldBe("Source 'suki': no secret is set, so nothing can be verified.");
    }

    [Fact]
    public async Task Every_mistake_is_in_one_message()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(static async () =>
        {
            await using var receiver = await RunningReceiver.StartAsync(
                static one => one
                    .AddSource("sully", static source => source.Tolerance = TimeSpan.Zero)
                    .AddSource("standard", static source => source.Secrets.Add(new() { Value = "whsec_?" }))
                    .AddSource("other", static source => source.Profile = "github")
                    .Handle<SessionCompleted>("twice", static (_, _) => Task.FromResult(HandlerResult.Done))
                    .Handle<SessionCompleted>("twice", static (_, _) => Task.FromResult(HandlerResult.Done), static options => options.Schedule = "often"),
                static options => (options.Storage, options.Retention) = ("oracle:x", TimeSpan.Zero));
        });

        string[] expected = ["Storage:", "Retention:", "'sully': Tolerance", "'standard': secret 2", "'other': Profile", "'twice': Schedule", "'twice': there are 2"];
        foreach (var mistake in expected)
        {
            refused.Message.ShouldContain(mistake);
        }

        refused.Message.ShouldNotContain("whsec_?");
    }

    [Fact]
    public async Task F_R2_A_repetition_after_a_restart_is_still_one_notification_and_what_was_not_done_is_done_then()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-receiver-").FullName;
        await using (var first = await RunningReceiver.StartAsync(
            static one => one.Handle<SessionCompleted>("late", static (_, _) => Task.FromResult(HandlerResult.Retry()), static options => options.Schedule = "2,2"), folder: folder))
        {
            (await first.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        }

        var seen = new Recorder();
        await using (var second = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>("late", seen.DoneAsync, static options => options.MaxConcurrency = 1), folder: folder))
        {
            (await second.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
            (await seen.NextAsync()).Context.Attempt.ShouldBeGreaterThan(1);
            (await second.Suki.StatusAsync(Sender.Session("s_2"))).ShouldBe(200);
            (await seen.NextAsync()).Notification.Subject.ShouldBe("s_2");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_handler_that_comes_later_gets_what_was_received_before_it_if_it_asks()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-receiver-").FullName;
        await using (var first = await RunningReceiver.StartAsync(folder: folder))
        {
            (await first.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        }

        var (asks, asksNot) = (new Recorder(), new Recorder());
        await using (var second = await RunningReceiver.StartAsync(
            one => one
                .Handle<SessionCompleted>("asks", asks.DoneAsync, static options => options.Backfill = true)
                .Handle<SessionCompleted>("asks-not", asksNot.DoneAsync),
            folder: folder))
        {
            (await asks.NextAsync()).Notification.Subject.ShouldBe("s_1");
            asksNot.Subjects.ShouldBeEmpty();

            await second.Received.BackfillAsync("suki", "asks-not");
            (await asksNot.NextAsync()).Notification.Subject.ShouldBe("s_1");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_secret_that_changes_in_the_configuration_counts_with_the_next_request_and_a_wrong_change_changes_nothing()
    {
        const string New = "the-new-secret-of-suki-is-this";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("hot:Profile", "suki"), new("hot:Secrets:0:Value", Sender.Suki)]).Build();
        await using var receiver = await RunningReceiver.StartAsync(
            one => one.AddSource("hot", configuration.GetSection("hot")), before: static app => app.MapNotifications("/hot", "hot"));
        var sender = new Sender(receiver.Http, Protocol.Profiles.Profile.Suki, "/hot", New);
        (await sender.StatusAsync(Sender.Session("s_1"))).ShouldBe(401);

        configuration["hot:Secrets:0:Value"] = New;
        configuration.Reload();
        (await sender.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);

        configuration["hot:Secrets:0:Value"] = "";
        configuration.Reload();
        (await sender.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        receiver.Logs.Of(EventIds.SourceChangeRefused).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task F_R5_While_it_stops_senders_are_told_to_come_again_and_health_says_so()
    {
        await using var receiver = await RunningReceiver.StartAsync();
        using var healthy = await receiver.Http.GetAsync(new Uri("/health", UriKind.Relative));
        ((int)healthy.StatusCode).ShouldBe(200);

        // A host that stops raises this first, and goes on answering on the connections that are there.
        receiver.Services.GetServices<IHostedService>().ShouldNotBeEmpty();
        foreach (var hosted in receiver.Services.GetServices<IHostedService>().OfType<Receiver.Running.ReceiverHost>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        using var refused = await receiver.Suki.PostAsync(Sender.Session("s_1"));
        ((int)refused.StatusCode).ShouldBe(503);
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(10));
        (await refused.Content.ReadAsStringAsync()).ShouldBe("""{"code":503,"message":"service unavailable"}""");
        using var unhealthy = await receiver.Http.GetAsync(new Uri("/health", UriKind.Relative));
        ((int)unhealthy.StatusCode).ShouldBe(503);
    }
}
