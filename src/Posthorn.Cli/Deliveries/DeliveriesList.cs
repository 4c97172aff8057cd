using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Deliveries;

internal static class DeliveriesList
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var state = new Option<DeliveryStatus?>("--state")
        {
            Description = "Only those in this state: pending, delivered, dead or cancelled.",
            HelpName = "state",
            CustomParser = Choices.Maybe<DeliveryStatus>,
        };
        var endpoint = new Option<string?>("--endpoint") { Description = "Only those of this endpoint.", HelpName = "ep_id" };
        var (after, limit) = (Parameters.After("list"), Parameters.Limit());
        var command = new CliCommand("list", "Lists a partner's deliveries, newest first.")
        {
            Examples = ["posthorn deliveries list ptn_northwind --state dead"],
        };

        return calls.Command(command.With(partner, state, endpoint, limit, after), async (parsed, server, cancellationToken) =>
        {
            var page = await server.ListDeliveriesAsync(
                parsed.GetRequiredValue(partner),
                parsed.GetValue(state),
                parsed.GetValue(endpoint),
                parsed.GetValue(after),
                parsed.GetValue(limit),
                cancellationToken);

            return Answer.Of(page, PosthornJson.Default.DeliveryList, DeliveryCommands.List(page.Deliveries)) with
            {
                Notes = page.Next is { } next ? [$"There are more: --after {Printable.Of(next)}"] : [],
            };
        });
    }
}
