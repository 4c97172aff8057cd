using System.CommandLine;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Partners;

internal static class PartnersCreate
{
    public static CliCommand Create(ServerCalls calls)
    {
        var name = new Argument<string>("name") { Description = "What people call it. 1 to 200 characters." };
        var id = new Option<string?>("--id")
        {
            Description = "The id it shall have, so that a script may be run again: 1 to 64 of letters, digits, _ and -. Default: one is made.",
            HelpName = "id",
        };
        var selfService = new Option<bool>("--self-service") { Description = "Lets the partner's own keys change its endpoints." };
        var command = new CliCommand("create", "Makes a partner: whoever is notified.")
        {
            Examples = ["posthorn partners create \"Northwind Clinic\""],
        };

        return calls.Command(command.With(name, id, selfService), async (parsed, server, cancellationToken) =>
        {
            var partner = await server.CreatePartnerAsync(
                new() { Name = parsed.GetRequiredValue(name), Id = parsed.GetValue(id), SelfService = parsed.GetValue(selfService) },
                cancellationToken);

            return Answer.Of(partner, PosthornJson.Default.PartnerInfo, PartnerCommands.Facts(partner));
        });
    }
}
