using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Endpoints;

public sealed class EndpointsTests(RunningServer server)
{
    [Fact]
    public async Task An_endpoint_is_made_shown_changed_and_deleted()
    {
        var partner = await server.NewPartnerAsync();
        var made = await server.Operator.RunAsync(
            "endpoints", "create", partner, "http://127.0.0.1:9/hooks", "--profile", "sully", "--event-type", "coding.succeeded,coding.failed", "--rate-per-second", "5");
        made.ShouldBeApproved("endpoints.create");
        var endpoint = made.Fact("id");

        var changed = await server.Operator.RunAsync(
            "endpoints", "update", partner, endpoint, "--schedule", "5,60,600", "--event-type", "default", "--rate-per-second", "default", "--timeout-seconds", "2");
        changed.ShouldBeApproved("endpoints.update");
        (await server.Operator.RunAsync("endpoints", "show", partner, endpoint)).Out.ShouldBe(changed.Out);
        (await server.Operator.RunAsync("endpoints", "list", partner)).ShouldBeApproved("endpoints.list");

        (await server.Operator.RunAsync("endpoints", "delete", partner, endpoint, "--yes")).ShouldBeApproved("endpoints.delete");
        (await server.Operator.RunAsync("endpoints", "show", partner, endpoint)).ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task An_endpoint_is_disabled_and_enabled()
    {
        var (partner, endpoint) = await NewEndpointAsync("http://127.0.0.1:9/");

        (await server.Operator.RunAsync("endpoints", "disable", partner, endpoint)).Fact("state").ShouldBe("disabled (by_request)");
        (await server.Operator.RunAsync("endpoints", "enable", partner, endpoint)).ShouldBeApproved("endpoints.enable");
    }

    [Fact]
    public async Task A_secret_is_rotated_and_shown_once()
    {
        var (partner, endpoint) = await NewEndpointAsync("http://127.0.0.1:9/");

        (await server.Operator.RunAsync("endpoints", "rotate", partner, endpoint, "--overlap-hours", "1")).ShouldBeApproved("endpoints.rotate");
    }

    [Fact]
    public async Task A_secret_of_the_partners_own_comes_from_a_pipe()
    {
        var (partner, endpoint) = await NewEndpointAsync("http://127.0.0.1:9/");
        var piped = server.Operator with { Input = "a-secret-of-the-partners-own-making\n" };

        (await piped.RunAsync("endpoints", "rotate", partner, endpoint, "--secret-file", "-")).Fact("secret").ShouldBe("a-secret-of-the-partners-own-making");
    }

    [Fact]
    public async Task Headers_come_from_a_file_and_their_values_are_not_shown()
    {
        var (partner, endpoint) = await NewEndpointAsync("http://127.0.0.1:9/");
        var piped = server.Operator with { Input = "X-Clinic: north\nX-Token: hush-hush\n" };

        var run = await piped.RunAsync("endpoints", "update", partner, endpoint, "--headers-file", "-");

        run.Fact("headers").Split(", ").ShouldBe(["X-Clinic", "X-Token"], ignoreOrder: true);
        run.Whole.ShouldNotContain("hush-hush");
    }

    [Fact]
    public async Task A_header_line_that_is_none_is_not_repeated()
    {
        var piped = new Terminal { Input = "X-Clinic: north\nhush-hush\n" };

        var run = await piped.RunAsync("endpoints", "update", "ptn_1", "ep_1", "--headers-file", "-");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldBe("posthorn: line 2 of the headers must be 'Name: value', each name once.\n");
    }

    [Fact]
    public async Task A_test_notification_tells_how_it_went()
    {
        await using var clinic = await TestEndpoint.StartAsync();
        var (partner, endpoint) = await NewEndpointAsync($"http://{clinic.Address}/hooks");

        var run = await server.Operator.RunAsync("endpoints", "test", partner, endpoint);

        run.ShouldBeApproved("endpoints.test");
        clinic.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_test_notification_that_is_refused_is_a_failure()
    {
        await using var clinic = await TestEndpoint.StartAsync();
        clinic.Answer = static context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var (partner, endpoint) = await NewEndpointAsync($"http://{clinic.Address}/hooks");

        var run = await server.Operator.RunAsync("endpoints", "test", partner, endpoint);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Fact("state").ShouldBe("pending");
        run.Out.ShouldContain("\t503\t");
    }

    [Fact]
    public async Task What_was_missed_is_replayed_as_a_job_that_is_waited_for()
    {
        await using var clinic = await TestEndpoint.StartAsync();
        var partner = await server.NewPartnerAsync();
        (await server.Operator.RunAsync("events", "send", partner, "visit.ended", "--data", "{\"n\":1}")).Error.ShouldContain("no enabled endpoint");
        var made = await server.Operator.RunAsync("endpoints", "create", partner, $"http://{clinic.Address}/", "--profile", "standard");

        var run = await server.Operator.RunAsync(
            "endpoints", "replay", partner, made.Fact("id"), "--since", "2020-01-01T00:00:00Z", "--states", "missed,dead");

        run.ShouldBeApproved("endpoints.replay");
    }

    private async Task<(string Partner, string Endpoint)> NewEndpointAsync(string url)
    {
        var partner = await server.NewPartnerAsync();
        var made = await server.Operator.RunAsync("endpoints", "create", partner, url, "--profile", "sully");
        return (partner, made.Fact("id"));
    }
}
