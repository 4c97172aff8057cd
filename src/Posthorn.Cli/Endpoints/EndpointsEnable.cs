using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsEnable
{
    public static CliCommand Create(ServerCalls calls) => EndpointCommands.OnOne(
        calls,
        new("enable", "Lets an endpoint take deliveries again.")
        {
            Examples = ["posthorn endpoints enable ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718"],
        },
        (server, partner, endpoint, cancellationToken) => server.EnableEndpointAsync(partner, endpoint, cancellationToken),
        "What was published while it was disabled made no deliveries. To send it now: posthorn endpoints replay --states missed");
}
