using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Partners;

internal static class PartnersShow
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var command = new CliCommand("show", "Shows a partner.") { Examples = ["posthorn partners show ptn_northwind"] };

        return calls.Command(command.With(partner), async (parsed, server, cancellationToken) =>
        {
            var found = await server.GetPartnerAsync(parsed.GetRequiredValue(partner), cancellationToken);
            return Answer.Of(found, PosthornJson.Default.PartnerInfo, PartnerCommands.Facts(found));
        });
    }
}
