using System.CommandLine;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Deliveries;

internal static class DeliveriesReplay
{
    public static CliCommand Create(ServerCalls calls)
    {
        var id = new Argument<string>("delivery") { Description = "The delivery's id, dlv_…" };
        var command = new CliCommand("replay", "Sends one delivery again, now, whatever became of it.")
        {
            Examples = ["posthorn deliveries replay dlv_0198a2c4d6e87f00a1b2c3d4e5f60718"],
        };

        return calls.Command(command.With(id), async (parsed, server, cancellationToken) =>
        {
            var replay = await server.ReplayDeliveryAsync(parsed.GetRequiredValue(id), cancellationToken);
            var facts = new Sheet.Facts(("delivery", replay.DeliveryId), ("in flight already", Words.Of(replay.InFlight)));
            return Answer.Of(replay, PosthornJson.Default.DeliveryReplay, facts) with
            {
                Notes = [replay.InFlight
                    ? "An attempt is on its way already, so there was nothing to add."
                    : $"It is due now. How it went: posthorn deliveries show {Printable.Of(replay.DeliveryId)}"],
            };
        });
    }
}
