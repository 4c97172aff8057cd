using System.CommandLine;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Calling;

/// <summary>What commands have in common that need no server: how they print.</summary>
internal static class LocalCommand
{
    public static CliCommand Of(CliCommand command, Surroundings surroundings, Func<ParseResult, CancellationToken, Task<Answer>> call)
    {
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        command.With(json).SetAction(async (parsed, cancellationToken) =>
        {
            var answer = await call(parsed, cancellationToken);
            new Printer(surroundings).Print(answer, parsed.GetValue(json));
            return answer.ExitCode;
        });
        return command;
    }
}
