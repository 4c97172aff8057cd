using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports;

/// <summary>The whole report in a sentence or two, for whoever reads no further.</summary>
internal static class Headline
{
    public static string Of(CheckReport report, bool strict)
    {
        var tally = Tally.Of(report);
        return tally switch
        {
            { Asked: 0 } => "Nothing was asked, so that nothing is known of this endpoint.",
            { FailedMust: > 0 } => $"This endpoint must not go live yet: {NotMet(tally.FailedMust, tally.AskedMust, "demand", "demands", "met")}.",
            { FailedShould: > 0 } when strict =>
                $"This endpoint does not pass yet: {NotMet(tally.FailedShould, tally.AskedShould, "recommendation", "recommendations", "followed")}, and the check was strict.",
            { FailedShould: > 0 } =>
                $"This endpoint breaks no demand that was asked. {Capital(NotMet(tally.FailedShould, tally.AskedShould, "recommendation", "recommendations", "followed"))}."
                + Unproven(tally),
            { Unproven: > 0 } => $"This endpoint answers every check as it should.{Unproven(tally)}",
            _ => $"This endpoint is ready for {report.Profile}: {Passed(tally)}.",
        };
    }

    private static string NotMet(int failed, int asked, string one, string many, string done) => (failed, asked) switch
    {
        (1, 1) => $"the one {one} that was asked is not {done}",
        _ when failed == asked => $"none of the {asked} {many} {From(one)} is {done}",
        _ => $"{failed} of {asked} {many} {From(one)} {(failed == 1 ? "is" : "are")} not {done}",
    };

    private static string From(string one) => one == "demand" ? "of the contract" : "to receivers";

    private static string Passed(Tally tally) => tally.Passed == tally.Asked
        ? tally.Asked == 1 ? "the one check that was asked passed" : $"all {tally.Asked} checks that were asked passed"
        : $"{tally.Passed} of {tally.Asked} checks passed, and what did not is only good to know";

    private static string Unproven(Tally tally) => tally.Unproven == 0
        ? ""
        : $" For {ReportWords.Count(tally.Unproven, "check", "checks")} it stays unproven what it did with the notifications.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
