using System.CommandLine;
using System.Text;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Deliveries;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Events;

internal static class EventsShow
{
    public static CliCommand Create(ServerCalls calls)
    {
        var id = new Argument<string>("event") { Description = "The event's id, evt_…" };
        var withData = new Option<bool>("--with-data")
        {
            Description = "Shows the data too, which may be about patients. (--json always has it.)",
        };
        var command = new CliCommand("show", "Shows an event and what became of it.")
        {
            Examples = ["posthorn events show evt_0198a2c4d6e87f00a1b2c3d4e5f60718"],
        };

        return calls.Command(command.With(id, withData), async (parsed, server, cancellationToken) =>
        {
            var found = await server.GetEventAsync(parsed.GetRequiredValue(id), cancellationToken);
            var facts = new List<(string, Cell)>
            {
                ("id", found.Id),
                ("partner", found.PartnerId),
                ("type", found.Type),
                ("subject", found.Subject),
                ("occurred", Times.Text(found.OccurredAt)),
                ("accepted", Times.Text(found.AcceptedAt)),
                ("data", parsed.GetValue(withData)
                    ? Encoding.UTF8.GetString(found.Data.Utf8.Span)
                    : $"{found.Data.Utf8.Length} bytes (--with-data shows them)"),
            };

            return Answer.Of(found, PosthornJson.Default.EventInfo, new Sheet.Facts(facts), DeliveryCommands.List(found.Deliveries ?? []));
        });
    }
}
