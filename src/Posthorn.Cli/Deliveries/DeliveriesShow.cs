using System.CommandLine;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Deliveries;

internal static class DeliveriesShow
{
    public static CliCommand Create(ServerCalls calls)
    {
        var id = new Argument<string>("delivery") { Description = "The delivery's id, dlv_…" };
        var command = new CliCommand("show", "Shows a delivery and its attempts.")
        {
            Examples = ["posthorn deliveries show dlv_0198a2c4d6e87f00a1b2c3d4e5f60718"],
        };

        return calls.Command(command.With(id), async (parsed, server, cancellationToken) =>
        {
            var delivery = await server.GetDeliveryAsync(parsed.GetRequiredValue(id), cancellationToken);
            return Answer.Of(delivery, PosthornJson.Default.DeliveryInfo, DeliveryCommands.Sheets(delivery));
        });
    }
}
