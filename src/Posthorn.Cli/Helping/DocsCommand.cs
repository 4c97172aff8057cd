using System.CommandLine;

namespace Posthorn.Cli.Helping;

/// <summary>Prints the documentation that is made from the program. Hidden: it is for whoever builds Posthorn.</summary>
internal static class DocsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var cli = new CliCommand("cli", "Prints docs/cli.md.") { Examples = ["posthorn docs cli > docs/cli.md"] };
        cli.SetAction(_ => surroundings.Out.Write(ReferencePage.Of(CommandTree.Build(surroundings))));
        return new CliCommand("docs", "Prints documentation that is made from the program.") { Hidden = true }.With(cli);
    }
}
