using System.CommandLine;
using Posthorn.Api;
using Posthorn.Api.Partners;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Keys;

internal static class KeysCreate
{
    public static CliCommand Create(ServerCalls calls)
    {
        var partner = Parameters.Partner();
        var scope = new Option<KeyScope>("--scope")
        {
            Description = "publisher (publish events, nothing else), partner (read and replay its own), or operator (everything; under ptn_operator only).",
            HelpName = "scope",
            Required = true,
            CustomParser = Choices.Of<KeyScope>,
        };
        var command = new CliCommand("create", "Makes a key for a partner.")
        {
            Examples = ["posthorn keys create ptn_northwind --scope publisher"],
        };

        return calls.Command(command.With(partner, scope), async (parsed, server, cancellationToken) =>
        {
            var key = await server.CreateKeyAsync(parsed.GetRequiredValue(partner), parsed.GetValue(scope), cancellationToken);
            var facts = new Sheet.Facts(
                ("id", key.Id), ("scope", Words.Of(key.Scope)), ("created", Times.Text(key.CreatedAt)), ("key", key.Key));
            return Answer.Of(key, PosthornJson.Default.KeyInfo, facts) with
            {
                Notes = ["The key is shown this once: the server keeps only its hash. Store it now."],
            };
        });
    }
}
