using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Events;

internal static class EventCommands
{
    public static CliCommand Create(ServerCalls calls) => new CliCommand("events", "Events: the facts that partners are told of.")
        .With(EventsSend.Create(calls), EventsShow.Create(calls), EventsList.Create(calls));
}
