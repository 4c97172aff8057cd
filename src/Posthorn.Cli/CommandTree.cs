using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Posthorn.Cli.Benching;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Checking;
using Posthorn.Cli.Deliveries;
using Posthorn.Cli.Demo;
using Posthorn.Cli.Emulating;
using Posthorn.Cli.Endpoints;
using Posthorn.Cli.Events;
using Posthorn.Cli.Forwarding;
using Posthorn.Cli.Helping;
using Posthorn.Cli.Keys;
using Posthorn.Cli.Listening;
using Posthorn.Cli.Partners;
using Posthorn.Cli.Proving;
using Posthorn.Cli.Relaying;
using Posthorn.Cli.Serving;
using Posthorn.Cli.Signing;
using Posthorn.Cli.Triggering;
using Posthorn.Cli.Verifying;

namespace Posthorn.Cli;

/// <summary>All commands, and how a line that was typed becomes one of them.</summary>
internal static class CommandTree
{
    public const string Name = "posthorn";

    // An argument that begins with @ is an argument, not a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken stop)
    {
        var parsed = Build(surroundings).Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction)
        {
            return WrongUsage.Explain(parsed, surroundings);
        }

        // Signals come in through the token; the library's own handling would cut a shutdown short after two seconds.
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>Why a line is not one that the program takes; null where it is. Nothing is carried out.</summary>
    public static string? WhyNot(IReadOnlyList<string> args)
    {
        var parsed = Build(Surroundings.OfProcess(CancellationToken.None)).Parse(args, Parsing);
        return parsed.Action is ParseErrorAction ? string.Join(' ', parsed.Errors.Select(static error => error.Message)) : null;
    }

    public static RootCommand Build(Surroundings surroundings)
    {
        var calls = new ServerCalls(surroundings);
        var root = new RootCommand("Posthorn carries the news that a clinical-AI job has ended: durable, signed, retried, recorded.")
        {
            ServeCommand.Create(surroundings),
            GatewayCommand.Create(surroundings),
            DemoCommand.Create(surroundings),
            EmulateCommands.Create(surroundings),
            CheckCommand.Create(surroundings),
            TriggerCommand.Create(new(surroundings, "Prints JSON.")),
            SignCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            RelayCommand.Create(surroundings),
            ListenCommand.Create(surroundings),
            PartnerCommands.Create(calls),
            KeyCommands.Create(calls),
            EndpointCommands.Create(calls),
            EventCommands.Create(calls),
            DeliveryCommands.Create(calls),
            ProveCommands.Create(surroundings),
            BenchCommands.Create(surroundings),
            CompletionCommand.Create(surroundings),
            VersionCommand.Create(surroundings),
            DocsCommand.Create(surroundings),
        };

        // `posthorn version` says it; a second way to ask would have to say the same.
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.OfType<HelpOption>().Single().Action = new ShowHelp(surroundings.Out);
        return root;
    }
}
