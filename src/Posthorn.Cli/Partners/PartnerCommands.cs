using Posthorn.Api.Partners;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Partners;

internal static class PartnerCommands
{
    public static CliCommand Create(ServerCalls calls) => new CliCommand("partners", "Partners: whoever is notified.")
        .With(PartnersCreate.Create(calls), PartnersList.Create(calls), PartnersShow.Create(calls));

    public static Sheet Facts(PartnerInfo partner) => new Sheet.Facts(
        ("id", partner.Id),
        ("name", partner.Name),
        ("self service", Words.Of(partner.SelfService)),
        ("created", Times.Text(partner.CreatedAt)));
}
