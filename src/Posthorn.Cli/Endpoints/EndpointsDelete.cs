using System.CommandLine;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsDelete
{
    public static CliCommand Create(ServerCalls calls)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        var yes = new Option<bool>("--yes")
        {
            Description = "Means it: what waits for the endpoint is cancelled, and this cannot be undone.",
        };
        var command = new CliCommand("delete", "Deletes an endpoint and cancels what waits for it.")
        {
            Examples = ["posthorn endpoints delete ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718 --yes"],
            Remarks = ["To stop deliveries for a while: posthorn endpoints disable"],
        };

        return calls.Command(command.With(partner, endpoint, yes), async (parsed, server, cancellationToken) =>
        {
            if (!parsed.GetValue(yes))
            {
                return Answer.WrongUsage(
                    "deleting cancels what waits for the endpoint and cannot be undone. If you mean it, add --yes. "
                    + "To stop for a while: posthorn endpoints disable");
            }

            await server.DeleteEndpointAsync(parsed.GetRequiredValue(partner), parsed.GetRequiredValue(endpoint), cancellationToken);
            return Answer.Saying($"Deleted {Printable.Of(parsed.GetRequiredValue(endpoint))}. What waited for it is cancelled.");
        });
    }
}
