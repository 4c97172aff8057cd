using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Keys;

internal static class KeyCommands
{
    public static CliCommand Create(ServerCalls calls) =>
        new CliCommand("keys", "Keys: what opens the API.").With(KeysCreate.Create(calls));
}
