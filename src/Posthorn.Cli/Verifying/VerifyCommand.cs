using System.CommandLine;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Verifying;

/// <summary><c>posthorn verify</c>: whether a recorded request is what it seems to be, and if not, why.</summary>
internal static class VerifyCommand
{
    private const string WhatExplaining =
        "--explain tries what people get wrong, and proves what it finds: the signature that came is computed anew, with the secret read by another rule, the text joined otherwise, "
        + "the body as it was before somebody wrote it anew. Neither body nor header values nor secrets are shown. docs/verify.md lists all reasons.";

    private const string WhichTime =
        "The time is that of --at, else the one that the recording has, else now; the answer says which. "
        + "Exit code 0 when the request is valid, 1 when it is not, 2 for wrong usage, 3 when something cannot be read or reached.";

    private static readonly double LongestTolerance = TimeSpan.FromDays(3650).TotalSeconds;

    public static CliCommand Create(Surroundings surroundings)
    {
        var profile = ProfileOption.OfSchemes("How it should be signed: suki, sully, standard, stripe, github or slack.");
        var request = new RequestOptions();
        var secrets = new SecretOptions("to verify with", several: true);
        var at = Parameters.Time("--at", "When the request came. Default: as the recording has it, else now.");
        var tolerance = Tolerance();
        var explain = new Option<bool>("--explain") { Description = "Says why a request is not valid, with the evidence that proves it." };
        var command = new CliCommand("verify", "Verifies a recorded request, and explains why it is not valid.")
        {
            Examples =
            [
                "posthorn verify --profile suki --secret-env WEBHOOK_SECRET --request request.http --explain",
                "posthorn verify --profile sully --secret-env NEW_SECRET --secret-env OLD_SECRET --har recording.har --entry 3",
                "posthorn verify --profile standard --secret-file secret.txt --headers headers.txt --body body.json --at 2026-11-20T09:30:00Z",
                "posthorn verify --profile suki --secret-env WEBHOOK_SECRET --relay http://127.0.0.1:8090 --id arr_1 --explain --json",
            ],
            Remarks = [WhatExplaining, WhichTime],
        }.With(profile, explain).With(request.Symbols).With(secrets.Symbols).With(at, tolerance);
        return LocalCommand.Of(command, surroundings, async (parsed, cancellationToken) =>
        {
            if (request.CountStandardInput(parsed, surroundings) + (secrets.TakesStandardInput(parsed) ? 1 : 0) > 1)
            {
                return Answer.WrongUsage("several options read standard input, and it comes once. Give files instead.");
            }

            var scheme = parsed.GetRequiredValue(profile)!;
            var capture = await request.ReadAsync(parsed, scheme, surroundings, cancellationToken);
            if (!capture.IsThere)
            {
                return new() { ExitCode = capture.ExitCode, Notes = [$"{CommandTree.Name}: {capture.Problem}"] };
            }

            var reading = await secrets.ReadAsync(parsed, surroundings, cancellationToken);
            var (time, from) = TimeOf(parsed.GetValue(at), capture.Request, surroundings);
            return !reading.AreThere ? Answer.WrongUsage(reading.Problem) : new Verification
            {
                Scheme = scheme,
                Request = capture.Request,
                Secrets = reading.Secrets,
                At = time,
                AtFrom = from,
                Tolerance = parsed.GetValue(tolerance) is { } seconds ? TimeSpan.FromSeconds(seconds) : scheme.DefaultTolerance,
                Explains = parsed.GetValue(explain),
            }.Run();
        });
    }

    private static (DateTimeOffset At, string From) TimeOf(DateTimeOffset? typed, CapturedRequest request, Surroundings surroundings) =>
        typed is { } at ? (at, "--at") : request.At is { } came ? (came, "the time of the recording") : (surroundings.Clock.GetUtcNow(), "now");

    private static Option<double?> Tolerance()
    {
        var tolerance = new Option<double?>("--tolerance")
        {
            Description = "How many seconds the time of signing may lie from then, both ways. Default: 300, as the schemes have it.",
            HelpName = "seconds",
        };
        tolerance.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double?>() is { } seconds && !(seconds >= 0 && seconds <= LongestTolerance))
            {
                result.AddError("--tolerance must be 0 or more seconds, at most ten years.");
            }
        });
        return tolerance;
    }
}
