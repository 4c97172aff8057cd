using System.Security.Cryptography;
using Posthorn.Testing.Checking.Asking;
using Posthorn.Testing.Checking.Catalogue;

namespace Posthorn.Testing.Checking;

/// <summary>Target → every check of the profile, one after the other → report.</summary>
internal static class CheckRunner
{
    private const string NothingProven = "Not asked: a valid notification is not accepted, so that this would prove nothing.";

    /// <param name="starting">Told before each check, with its number and how many there are.</param>
    /// <param name="done">Told after each check.</param>
    public static async Task<CheckReport> RunAsync(
        ITarget target, CheckOptions options, Action<string, int, int>? starting, Action<CheckResult>? done, CancellationToken stop)
    {
        var clock = options.Clock;
        var (startedAt, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        var run = new CheckRun(target, options, options.RunId ?? RandomNumberGenerator.GetHexString(8, lowercase: true), stop);
        var chosen = CheckCatalogue.Of(options.Profile)
            .Where(row => row.Check.Id == AcceptanceChecks.Baseline || (options.Only.Count == 0 || options.Only.Contains(row.Check.Id)) && !options.Skip.Contains(row.Check.Id))
            .ToArray();
        var results = new List<CheckResult>();
        var acceptsValid = true;
        foreach (var (index, (check, contract)) in chosen.Index())
        {
            starting?.Invoke(check.Title, index + 1, chosen.Length);
            var result = await AskAsync(run, check, contract, acceptsValid);
            acceptsValid &= check.Id != AcceptanceChecks.Baseline || result.Outcome == CheckOutcome.Passed;
            results.Add(result);
            done?.Invoke(result);
        }

        return new()
        {
            Target = target.Name,
            Profile = options.Profile.Name,
            StartedAt = startedAt,
            Took = clock.GetElapsedTime(start),
            Evidence = options.Effects is null ? "status only" : options.EffectsKnownBy,
            Results = results,
        };
    }

    private static async Task<CheckResult> AskAsync(CheckRun run, Check check, Contract contract, bool acceptsValid)
    {
        var start = run.Options.Clock.GetTimestamp();
        var verdict =
            check.IsAboutTransport && !run.Target.IsRemote ? Verdict.Skip("There is no network between the two.")
            : acceptsValid || check.IsAlwaysAsked ? await check.Ask(run)
            : Verdict.Skip(NothingProven);
        return new()
        {
            Id = check.Id,
            Level = contract.Level ?? check.Level,
            Title = check.Title,
            Contract = contract.Sentence,
            Source = contract.Source,
            Outcome = verdict.Outcome,
            Finding = verdict.Finding,
            Why = check.Why,
            Fix = check.Fix,
            Exchanges = run.TakeExchanges(),
            Took = run.Options.Clock.GetElapsedTime(start),
        };
    }
}
