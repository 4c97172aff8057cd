using System.CommandLine;
using Posthorn.Cli.Checking.Reports;
using Posthorn.Cli.Checking.Reports.Files;
using Posthorn.Cli.Printing;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Checking.Catalogue;

namespace Posthorn.Cli.Checking;

/// <summary>The vendors' testing checklist, run against a live endpoint.</summary>
internal static class CheckCommand
{
    private const string WhatItDoes =
        "Signs synthetic notifications as the vendor does, valid ones and forged ones, sends them to the endpoint and judges the answers. Every session and note in them is named posthorn-check-…, and every text "
        + "says SYNTHETIC. Each finding names the contract's sentence that it comes from, what was sent, what came back, why it matters and how to mend it.";

    private const string HowEffectsAreKnown =
        "From the answers alone nobody can tell whether a repetition was applied twice. A receiver that counts its effects (--effects-url; MapPosthornCheck of Posthorn.Receiver has it ready) proves it, "
        + "and so does ReceiverCheck of Posthorn.Testing in the partner's own tests. Without either these checks end as unproven.";

    private const string HowItEnds =
        "Exit code 0 when nothing failed that the contract demands (MUST), 1 when something did, or with --strict something that is advised (SHOULD); 2 when an option is wrong or consent is missing, 3 when nobody answers.";

    public static CliCommand Create(Surroundings surroundings)
    {
        var (options, reports) = (new CheckOptionSet(), new ReportOptions());
        var command = new CliCommand("check", "Runs the vendor's checklist against a live endpoint, with evidence.")
        {
            Examples =
            [
                "posthorn check http://127.0.0.1:3000/webhooks/suki --profile suki --secret-env SUKI_SECRET --i-own-this-endpoint",
                "posthorn check https://partner.example/webhooks/sully --profile sully --secret-file secret.txt --effects-url https://partner.example/effects --html report.html",
                "posthorn check https://partner.example/webhooks --profile standard --strict --junit check.xml --sarif check.sarif",
                "posthorn check --list --profile suki",
            ],
            Remarks = [WhatItDoes, HowEffectsAreKnown, HowItEnds],
        };
        command.With(options.Symbols).With(reports.Symbols);
        command.SetAction((parsed, stop) => RunAsync(parsed, options, reports, surroundings, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CheckOptionSet options, ReportOptions reports, Surroundings surroundings, CancellationToken stop)
    {
        if (parsed.GetValue(options.List))
        {
            new Printer(surroundings).Print(new Answer { Sheets = [ListOf(options.ProfileOf(parsed))] }, asJson: false);
            return ExitCodes.Done;
        }

        var (wishes, problem) = options.Read(parsed);
        var paths = reports.Read(parsed);
        if (wishes is null || paths.Problems() is { Count: > 0 })
        {
            return Refuse(surroundings, problem ?? string.Join('\n', paths.Problems()), ExitCodes.WrongUsage);
        }

        var secret = await options.Secret.ReadAsync(parsed, surroundings, stop);
        if (!secret.AreThere)
        {
            return Refuse(surroundings, secret.Problem, ExitCodes.WrongUsage);
        }

        var (report, code, reason) = await Checking.RunAsync(wishes, secret.Secrets[0].Value, surroundings, stop);
        if (report is null)
        {
            return Refuse(surroundings, reason!, code);
        }

        var answer = TerminalReport.Of(report, wishes.IsStrict, surroundings.OutIsTerminal, parsed.GetValue(options.All));
        var written = ReportFiles.Write(paths, report, wishes.IsStrict, VersionCommand.Version);
        new Printer(surroundings).Print(answer with { Notes = [.. written.Notes, .. answer.Notes] }, reports.IsJson(parsed));
        return written.Problems.Count == 0 ? code : Refuse(surroundings, string.Join('\n', written.Problems), ExitCodes.Unreachable);
    }

    private static Sheet.List ListOf(Profile? only) => new(
        ["profile", "id", "level", "title", "contract"],
        [.. from profile in Profile.All
            where only is null || profile == only
            from row in CheckCatalogue.Of(profile)
            select (IReadOnlyList<Cell>)[profile.Name, row.Check.Id, (row.Contract.Level ?? row.Check.Level).ToString().ToUpperInvariant(), row.Check.Title, row.Contract.Sentence]],
        "There are no checks.");

    private static int Refuse(Surroundings surroundings, string reason, int code)
    {
        surroundings.Error.WriteLine($"{CommandTree.Name}: {reason}");
        return code;
    }
}
