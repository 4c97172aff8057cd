using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsUpdate
{
    public static CliCommand Create(ServerCalls calls)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        var url = new Option<string?>("--url") { Description = "Where notifications go from now on.", HelpName = "url" };
        var settings = EndpointSettings.OfChanged();
        var headersFile = HeadersFile.Option();
        var command = new CliCommand("update", "Changes an endpoint. What is not named stays as it is.")
        {
            Examples = ["posthorn endpoints update ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718 --schedule 5,60,600 --rate-per-second default"],
            Remarks =
            [
                "The profile cannot change: other signatures and bodies are another endpoint. "
                    + "The secret is changed with: posthorn endpoints rotate",
            ],
        };

        _ = command.With(partner, endpoint, url).With(settings.Symbols).With(headersFile);
        return calls.Command(command, async (parsed, server, cancellationToken) =>
        {
            var request = settings.Fill(parsed, new UpdateEndpoint());
            if (parsed.GetValue(url) is { } newUrl)
            {
                request = request with { Url = newUrl };
            }

            if (parsed.GetValue(headersFile) is { } path)
            {
                var (headers, problem) = await HeadersFile.ReadAsync(path, calls.Surroundings, cancellationToken);
                if (problem is not null)
                {
                    return Answer.WrongUsage(problem);
                }

                request = request with { Headers = new(headers) };
            }

            if (request == new UpdateEndpoint())
            {
                return Answer.WrongUsage("nothing is named that shall change. See: posthorn endpoints update --help");
            }

            var (of, which) = (parsed.GetRequiredValue(partner), parsed.GetRequiredValue(endpoint));
            var changed = await server.UpdateEndpointAsync(of, which, request, cancellationToken);
            return Answer.Of(changed, PosthornJson.Default.EndpointInfo, EndpointCommands.Facts(changed));
        });
    }
}
