using System.CommandLine;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Endpoints;

internal static class EndpointsRotate
{
    public static CliCommand Create(ServerCalls calls)
    {
        var (partner, endpoint) = (Parameters.Partner(), Parameters.Endpoint());
        var overlap = new Option<double?>("--overlap-hours")
        {
            Description = "For how many hours the secrets before still sign beside the new one, 0 to 168. Default: 24.",
            HelpName = "n",
        };
        var secretFile = SecretFile.Option();
        var command = new CliCommand("rotate", "Gives an endpoint a new secret.")
        {
            Examples = ["posthorn endpoints rotate ptn_northwind ep_0198a2c4d6e87f00a1b2c3d4e5f60718 --overlap-hours 48"],
            Remarks = ["The suki profile has room for one signature: there the new secret signs at once, whatever the overlap."],
        };

        return calls.Command(command.With(partner, endpoint, overlap, secretFile), async (parsed, server, cancellationToken) =>
        {
            var (secret, problem) = await SecretFile.ReadAsync(parsed.GetValue(secretFile), calls.Surroundings, cancellationToken);
            if (problem is not null)
            {
                return Answer.WrongUsage(problem);
            }

            var rotated = await server.RotateSecretAsync(
                parsed.GetRequiredValue(partner),
                parsed.GetRequiredValue(endpoint),
                new() { OverlapHours = parsed.GetValue(overlap), Secret = secret },
                cancellationToken);

            var facts = new Sheet.Facts(("secret", rotated.Secret), ("others expire", Times.Text(rotated.OthersExpireAt)));
            return Answer.Of(rotated, PosthornJson.Default.RotatedSecret, facts) with { Notes = [EndpointCommands.SecretNote] };
        });
    }
}
