using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsList
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var command = new CliCommand("list", "Lists a partner's endpoints, oldest first.")
        {
            Examples = ["posthorn endpoints list ptn_northwind"],
        };

        return calls.Command(command.With(partner), async (parsed, server, cancellationToken) =>
        {
            var list = await server.ListEndpointsAsync(parsed.GetRequiredValue(partner), cancellationToken);
            return Answer.Of(list, PosthornJson.Default.EndpointList, new Sheet.List(
                ["id", "profile", "state", "url"],
                [.. list.Endpoints.Select(endpoint => (Cell[])[endpoint.Id, endpoint.Profile, EndpointCommands.State(endpoint), endpoint.Url])],
                "No endpoints yet. Make one with: posthorn endpoints create PARTNER URL --profile NAME"));
        });
    }
}
