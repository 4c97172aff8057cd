using System.Globalization;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>How long answers take, alone and under load.</summary>
internal static class PaceChecks
{
    public static IReadOnlyList<Check> Rows { get; } = [.. new[] { 1, 10, 50 }.Select(At)];

    private static Check At(int perSecond) => new(string.Create(CultureInfo.InvariantCulture, $"answer-time-{perSecond}"), CheckLevel.Must, $"Answers in time at {perSecond} a second")
    {
        Contract = Contracts.InTime,
        Why = "An answer that comes too late is no answer: the vendor hangs up, and sends again or never.",
        Fix = "Commit what came, answer, and do the work in the background.",
        Ask = run => AskAsync(run, perSecond),
    };

    private static async Task<Verdict> AskAsync(CheckRun run, int perSecond)
    {
        if (perSecond > run.Options.MostPerSecond)
        {
            return Verdict.Skip(string.Create(CultureInfo.InvariantCulture, $"No more than {run.Options.MostPerSecond} a second are sent."));
        }

        var count = Math.Max(2, (int)(perSecond * run.Options.PaceTime.TotalSeconds));
        var clock = run.Options.Clock;
        var start = clock.GetTimestamp();
        List<Task<Reply>> asked = [];
        for (var i = 0; i < count; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / perSecond) - clock.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, run.Stop);
            }

            asked.Add(run.AskAsync("A valid notification", run.Sign(run.NewEvent())));
        }

        return Judge(run, await Task.WhenAll(asked));
    }

    private static Verdict Judge(CheckRun run, Reply[] replies)
    {
        if (replies.FirstOrDefault(static reply => !reply.IsAccepted) is { } refused)
        {
            return Verdict.Fail($"Of {Text(replies.Length)}, {Text(replies.Count(static reply => !reply.IsAccepted))} were not accepted; one was {refused.Words}.");
        }

        var times = replies.Select(static reply => reply.Took.TotalMilliseconds).Order().ToArray();
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {At(times, 0.5):0} ms, p95 {At(times, 0.95):0} ms, max {times[^1]:0} ms over {times.Length} requests; the limit is {run.Options.TimeLimit.TotalSeconds:0.###} s.");
        return times[^1] <= run.Options.TimeLimit.TotalMilliseconds ? Verdict.Pass(words) : Verdict.Fail(words);
    }

    private static double At(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length) - 1)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
