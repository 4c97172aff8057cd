using Posthorn.Testing.Checking.Asking;
using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The same notification again, and what is not the same although it looks like it.</summary>
internal static class DuplicateChecks
{
    private const int Many = 10;
    private const string Why = "Every sender repeats what it is not sure of. Applied twice, a note stands twice in the chart, or a visit is billed twice.";
    private const string Fix = "Keep a key of what was received under a unique constraint, in the same transaction as the effect, and answer 2xx to a repetition.";

    public static IReadOnlyList<Check> Rows { get; } =
    [
        Repeated("duplicate-twice", "Takes a repetition, and applies it once", static async (run, sample) =>
            [await run.AskAsync("A valid notification", run.Sign(sample)), await run.AskAsync("The same, signed anew", run.Sign(sample))]),
        Repeated("duplicate-exact", "Takes the very same request again, and applies it once", static async (run, sample) =>
        {
            var signed = run.Sign(sample);
            return [await run.AskAsync("A valid notification", signed), await run.AskAsync("The same request, byte for byte", signed)];
        }),
        Repeated("duplicate-at-once", "Takes ten of the same at once, and applies one", static async (run, sample) =>
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => run.AskAsync("One of ten of the same at once", run.Sign(sample))))) with
        {
            Why = "Two workers that look, find nothing, and both write: the race that no test by hand shows.",
        },
        Repeated("duplicate-later", "Takes a repetition long afterwards, and applies it once", static async (run, sample) =>
        {
            var most = run.Options.Tolerance - TimeSpan.FromSeconds(30);
            var first = await run.AskAsync("A valid notification, signed as early as the tolerance allows", run.Sign(sample, -most));
            return [first, await run.AskAsync("The same, signed as late as it allows", run.Sign(sample, most))];
        }) with
        {
            Why = "Sully repeats for 24 hours: what recognises repetitions must last longer than a cache.",
        },
        Repeated("duplicate-under-load", "Takes ten repetitions amid others, and applies one", UnderLoadAsync),
        new("regenerated", CheckLevel.Must, "Takes other content under the same id, and applies it")
        {
            Contract = Contracts.Renewed,
            Why = "Whoever recognises repetitions by the id alone keeps the first version of a note that was corrected.",
            Fix = "Recognise repetitions by the content too: a hash of the body beside the id.",
            Ask = static async run =>
            {
                var first = run.NewEvent();
                var second = first with { Id = first.Id + "-2", Body = Later(first) };
                var replies = new[] { await run.AskAsync("A valid notification", run.Sign(first)), await run.AskAsync("Other content about the same", run.Sign(second)) };
                return await JudgeAsync(run, replies, first.Subject, 2, second.Body);
            },
        },
        new("out-of-order", CheckLevel.Should, "Keeps the newer content when the older comes later")
        {
            Contract = Contracts.Ordered,
            Why = "A late repetition of yesterday's note overwrites today's correction, and nobody sees it.",
            Fix = "Compare the time of completion with what holds, in the transaction that writes, and drop what is older.",
            Ask = static async run =>
            {
                var older = run.NewEvent();
                var newer = older with { Id = older.Id + "-2", Body = Later(older) };
                var replies = new[] { await run.AskAsync("The newer of two notifications about the same", run.Sign(newer)), await run.AskAsync("The older one", run.Sign(older)) };
                return await JudgeAsync(run, replies, older.Subject, 1, newer.Body);
            },
        },
    ];

    private static Check Repeated(string id, string title, Func<CheckRun, SampleEvent, Task<IReadOnlyList<Reply>>> send) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.Once,
        Why = Why,
        Fix = Fix,
        Ask = async run =>
        {
            var sample = run.NewEvent();
            return await JudgeAsync(run, await send(run, sample), sample.Subject, 1);
        },
    };

    private static async Task<Verdict> JudgeAsync(CheckRun run, IReadOnlyList<Reply> replies, string subject, int effects, ReadOnlyMemory<byte>? holds = null) =>
        replies.FirstOrDefault(static reply => !reply.IsAccepted) is { } refused ? Expectations.Accepted(refused) : await Effects.JudgeAsync(run, subject, effects, holds);

    private static async Task<IReadOnlyList<Reply>> UnderLoadAsync(CheckRun run, SampleEvent sample)
    {
        List<Task<Reply>> asked = [];
        for (var i = 0; i < Many; i++)
        {
            asked.Add(run.AskAsync("The same again", run.Sign(sample)));
            asked.AddRange(Enumerable.Range(0, 4).Select(_ => run.AskAsync("Another one in between", run.Sign(run.NewEvent()))));
            _ = await Task.WhenAll(asked);
        }

        return await Task.WhenAll(asked);
    }

    /// <summary>The same thing a minute later, with other content.</summary>
    private static ReadOnlyMemory<byte> Later(SampleEvent sample) => LaterContent.Of(sample.Body);
}
