using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Events;

internal static class EventsList
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var (after, limit, wait) = (Parameters.After("list"), Parameters.Limit(), Parameters.Wait());
        var command = new CliCommand("list", "Lists a partner's events, oldest first.")
        {
            Examples = ["posthorn events list ptn_northwind --limit 20", "posthorn events list ptn_northwind --wait 60"],
        };

        return calls.Command(command.With(partner, limit, after, wait), async (parsed, server, cancellationToken) =>
        {
            var feed = await server.GetFeedAsync(
                parsed.GetRequiredValue(partner),
                parsed.GetValue(after),
                parsed.GetValue(limit),
                TimeSpan.FromSeconds(parsed.GetValue(wait) ?? 0),
                cancellationToken);
            var list = new Sheet.List(
                ["id", "type", "subject", "accepted"],
                [.. feed.Events.Select(item => (Cell[])[item.Id, item.Type, item.Subject, Times.Text(item.AcceptedAt)])],
                "No events here.");

            return Answer.Of(feed, PosthornJson.Default.EventFeed, list) with
            {
                Notes = feed.HasMore ? [$"There are more: --after {Printable.Of(feed.Next)}"] : [],
            };
        });
    }
}
