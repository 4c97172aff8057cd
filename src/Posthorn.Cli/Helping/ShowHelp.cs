using System.CommandLine;
using System.CommandLine.Invocation;

namespace Posthorn.Cli.Helping;

/// <summary>What --help does.</summary>
internal sealed class ShowHelp(TextWriter output) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        output.Write(HelpPage.Of(parseResult.CommandResult.Command));
        return ExitCodes.Done;
    }
}
