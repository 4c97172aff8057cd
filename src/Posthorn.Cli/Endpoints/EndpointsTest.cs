using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Deliveries;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsTest
{
    // Longer than the longest attempt that an endpoint may ask for.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    public static CliCommand Create(ServerCalls calls)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        var noWait = Parameters.NoWait("Does not wait for the outcome of the first attempt.");
        var command = new CliCommand("test", "Sends an example of the profile's notifications to one endpoint, and tells how it went.")
        {
            Examples = ["posthorn endpoints test ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718"],
            Remarks = ["Exit code 1 when the first attempt failed. It is retried all the same, as any other delivery."],
        };

        return calls.Command(command.With(partner, endpoint, noWait), async (parsed, server, cancellationToken) =>
        {
            var (of, to) = (parsed.GetRequiredValue(partner), parsed.GetRequiredValue(endpoint));
            var receipt = await server.TestEndpointAsync(of, to, cancellationToken);
            var facts = new Sheet.Facts(("event", receipt.Id), ("delivery", receipt.Deliveries[0].Id));
            return parsed.GetValue(noWait)
                ? Answer.Of(receipt, PosthornJson.Default.EventReceipt, facts)
                : await OutcomeAsync(receipt, server, calls.Surroundings, cancellationToken);
        });
    }

    private static async Task<Answer> OutcomeAsync(
        EventReceipt receipt, PosthornClient server, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var progress = new Progress(surroundings);
        var delivery = await Waiting.UntilAsync(
            async token =>
            {
                progress.Tell("Sent; the endpoint has not answered yet …");
                return await server.GetDeliveryAsync(receipt.Deliveries[0].Id, token);
            },
            found => found.LastOutcome is not null || found.State != DeliveryStatus.Pending,
            LongestWait,
            surroundings.Clock,
            cancellationToken);

        return Answer.Of(delivery, PosthornJson.Default.DeliveryInfo, DeliveryCommands.Sheets(delivery)) with
        {
            ExitCode = delivery.State == DeliveryStatus.Delivered ? ExitCodes.Done : ExitCodes.Failed,
        };
    }
}
