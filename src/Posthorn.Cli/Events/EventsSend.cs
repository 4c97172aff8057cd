using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Events;

internal static class EventsSend
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var type = new Argument<string>("type") { Description = "What happened, such as session.completed." };
        var data = new EventData();
        var subject = new Option<string?>("--subject")
        {
            Description = "What it happened to: the id of a session, a note, a job.",
            HelpName = "id",
        };
        var occurredAt = Parameters.Time("--occurred-at", "When it happened. Default: now.");
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "Names this event, so that the line may be run again and it happens once.",
            HelpName = "key",
        };
        var command = new CliCommand("send", "Publishes an event. When it returns, the event is on the server's disk.")
        {
            Examples =
            [
                "posthorn events send ptn_northwind session.completed --data '{\"session_id\":\"s-1\",\"encounter_id\":\"e-1\",\"kind\":\"ambient\"}'",
                "posthorn events send ptn_northwind note_generation.succeeded --idempotency-key note-1 --file note.json",
            ],
        };

        _ = command.With(partner, type).With(data.Symbols).With(subject, occurredAt, key);
        return calls.Command(command, async (parsed, server, cancellationToken) =>
        {
            var (facts, problem) = await data.ReadAsync(parsed, calls.Surroundings, cancellationToken);
            if (problem is not null)
            {
                return Answer.WrongUsage(problem);
            }

            var receipt = await server.PublishAsync(
                parsed.GetRequiredValue(partner),
                new()
                {
                    Type = parsed.GetRequiredValue(type),
                    Subject = parsed.GetValue(subject),
                    Data = facts,
                    OccurredAt = parsed.GetValue(occurredAt),
                },
                parsed.GetValue(key),
                cancellationToken);

            return Answer.Of(receipt, PosthornJson.Default.EventReceipt, Sheets(receipt)) with
            {
                Notes = receipt.Deliveries.Count == 0 ? ["Stored, and no enabled endpoint of the partner wants this type."] : [],
            };
        });
    }

    private static Sheet[] Sheets(EventReceipt receipt)
    {
        var facts = new Sheet.Facts(("event", receipt.Id));
        var deliveries = new Sheet.List(
            ["delivery id", "endpoint id"],
            [.. receipt.Deliveries.Select(delivery => (Cell[])[delivery.Id, delivery.EndpointId])],
            string.Empty);

        return receipt.Deliveries.Count == 0 ? [facts] : [facts, deliveries];
    }
}
