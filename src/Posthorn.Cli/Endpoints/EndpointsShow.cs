using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsShow
{
    public static CliCommand Create(ServerCalls calls) => EndpointCommands.OnOne(
        calls,
        new("show", "Shows an endpoint.") { Examples = ["posthorn endpoints show ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718"] },
        (server, partner, endpoint, cancellationToken) => server.GetEndpointAsync(partner, endpoint, cancellationToken));
}
