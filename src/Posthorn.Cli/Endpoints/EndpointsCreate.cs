using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsCreate
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var url = new Argument<string>("url")
        {
            Description = "Where notifications go: an https URL with a public address, or what the operator allows.",
        };
        var profile = new Option<string>("--profile")
        {
            Description = "The wire format: suki, sully or standard.",
            HelpName = "name",
            Required = true,
        };
        var settings = EndpointSettings.OfNew();
        var (headersFile, secretFile) = (HeadersFile.Option(), SecretFile.Option());
        var second = new Option<bool>("--allow-second-suki")
        {
            Description = "Lets a partner have a second active endpoint of the suki profile, although that vendor notifies one URL.",
        };
        var command = new CliCommand("create", "Makes an endpoint: a URL that gets a partner's notifications.")
        {
            Examples =
            [
                "posthorn endpoints create ptn_northwind https://clinic.example/hooks --profile sully",
                "posthorn endpoints create ptn_northwind https://clinic.example/suki --profile suki --event-type session.completed",
            ],
        };

        _ = command.With(partner, url, profile).With(settings.Symbols).With(headersFile, secretFile, second);
        return calls.Command(command, async (parsed, server, cancellationToken) =>
        {
            var (secret, secretProblem) = await SecretFile.ReadAsync(parsed.GetValue(secretFile), calls.Surroundings, cancellationToken);
            var (headers, headersProblem) = await HeadersFile.ReadAsync(parsed.GetValue(headersFile), calls.Surroundings, cancellationToken);
            if ((secretProblem ?? headersProblem) is { } reason)
            {
                return Answer.WrongUsage(reason);
            }

            var request = settings.Fill(parsed, new CreateEndpoint
            {
                Url = parsed.GetRequiredValue(url),
                Profile = parsed.GetRequiredValue(profile),
                Secret = secret,
                Headers = headers,
                AllowSecondSuki = parsed.GetValue(second),
            });
            var endpoint = await server.CreateEndpointAsync(parsed.GetRequiredValue(partner), request, cancellationToken);
            return Answer.Of(endpoint, PosthornJson.Default.EndpointInfo, EndpointCommands.Facts(endpoint)) with
            {
                Notes = [EndpointCommands.SecretNote],
            };
        });
    }
}
