using System.CommandLine;
using System.Text.Json;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Comparing;

/// <summary><c>bench comparing</c>: whether the time of a refusal tells how much of a signature was right.</summary>
internal static class ComparingRole
{
    private const int Usual = 1_000_000;

    public static Command Command(TimeProvider clock)
    {
        var compares = RunOptions.Number("--compares", "Refusals to time, of each verifier.", Usual);
        var seed = RunOptions.Number("--seed", "What the order of the two kinds is drawn with.", 1);
        var json = new Option<bool>("--json") { Description = "Prints the report as JSON." };
        var command = new Command("comparing", "Times refusals: does their time tell how much of a signature was right?") { compares, seed, json };
        command.SetAction((parsed, cancellationToken) => RunEnd.OfAsync(
            async () =>
            {
                var report = new ComparingRun(clock, new(parsed.GetValue(seed)), parsed.GetValue(compares)).Run();
                await Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(report, BenchJson.Default.ComparingReport) : Text(report));
                return report is { IsSound: true, Leaks: false } ? 0 : RunEnd.Missed;
            },
            cancellationToken));
        return command;
    }

    private static string Text(ComparingReport report) => $"""
        {report.Compares:N0} refusals each, first byte wrong against last byte wrong, in random order
        posthorn                          t = {report.Posthorn,8:F2}   below {ComparingReport.Threshold} either way: no difference is seen
        a verifier that stops early       t = {report.Control,8:F2}   what this instrument sees where there is one
        {(report.IsSound ? report.Leaks ? "THE TIME TELLS" : "the time tells nothing" : "NOT SOUND: the instrument did not see the control")}
        """;
}
