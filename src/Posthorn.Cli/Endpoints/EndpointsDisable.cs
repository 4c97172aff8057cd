using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsDisable
{
    public static CliCommand Create(ServerCalls calls) => EndpointCommands.OnOne(
        calls,
        new("disable", "Stops deliveries to an endpoint. What waits stays.")
        {
            Examples = ["posthorn endpoints disable ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718"],
        },
        (server, partner, endpoint, cancellationToken) => server.DisableEndpointAsync(partner, endpoint, cancellationToken));
}
