using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Deliveries;

public sealed class DeliveriesTests(RunningServer server)
{
    [Fact]
    public async Task A_delivery_is_listed_shown_and_replayed()
    {
        await using var clinic = await TestEndpoint.StartAsync();
        var partner = await server.NewPartnerAsync();
        var endpoint = (await server.Operator.RunAsync("endpoints", "create", partner, $"http://{clinic.Address}/", "--profile", "standard")).Fact("id");
        (await server.Operator.RunAsync("endpoints", "test", partner, endpoint)).ExitCode.ShouldBe(ExitCodes.Done);

        var listed = await server.Operator.RunAsync("deliveries", "list", partner, "--state", "delivered", "--endpoint", endpoint);
        listed.ShouldBeApproved("deliveries.list");
        var delivery = listed.Out.Split('\n')[1].Split('\t')[0];

        (await server.Operator.RunAsync("deliveries", "show", delivery)).ShouldBeApproved("deliveries.show");
        (await server.Operator.RunAsync("deliveries", "replay", delivery)).ShouldBeApproved("deliveries.replay");
        (await server.Operator.RunAsync("deliveries", "list", partner, "--state", "dead")).Out.Split('\n').Length.ShouldBe(2);
    }
}
