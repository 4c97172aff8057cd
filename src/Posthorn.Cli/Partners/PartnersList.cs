using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Partners;

internal static class PartnersList
{
    public static CliCommand Create(ServerCalls calls)
    {
        var command = new CliCommand("list", "Lists all partners, oldest first.") { Examples = ["posthorn partners list"] };

        return calls.Command(command, async (_, server, cancellationToken) =>
        {
            var list = await server.ListPartnersAsync(cancellationToken);
            return Answer.Of(list, PosthornJson.Default.PartnerList, new Sheet.List(
                ["id", "name", "self service", "created"],
                [.. list.Partners.Select(partner => (Cell[])
                    [partner.Id, partner.Name, Words.Of(partner.SelfService), Times.Text(partner.CreatedAt)])],
                "No partners yet. Make one with: posthorn partners create NAME"));
        });
    }
}
