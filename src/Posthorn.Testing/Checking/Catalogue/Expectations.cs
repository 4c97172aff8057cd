using Posthorn.Testing.Checking.Asking;
using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>Request → answer → verdict, for checks that are one request.</summary>
internal static class Expectations
{
    public static async Task<Verdict> AcceptsAsync(this CheckRun run, string words, SignedRequest request) =>
        Accepted(await run.AskAsync(words, request));

    public static async Task<Verdict> AcceptsAsync(this CheckRun run, Probe probe) => Accepted(await run.AskAsync(probe));

    public static async Task<Verdict> RefusesAsync(this CheckRun run, string words, SignedRequest request) =>
        Refused(await run.AskAsync(words, request));

    public static async Task<Verdict> RefusesAsync(this CheckRun run, Probe probe) => Refused(await run.AskAsync(probe));

    /// <summary>Either is right, as long as it is an answer and no breakdown.</summary>
    public static async Task<Verdict> SurvivesAsync(this CheckRun run, Probe probe)
    {
        var reply = await run.AskAsync(probe);
        return reply.IsAccepted || reply.IsRefused ? Verdict.Pass($"It answered {reply.Words}.") : Verdict.Fail($"It answered {reply.Words}.");
    }

    public static Verdict Accepted(Reply reply) => reply.IsAccepted
        ? Verdict.Pass($"It was accepted: {reply.Words}.")
        : Verdict.Fail(reply.Fault is null ? $"It was not accepted: {reply.Words}." : $"There was {reply.Words}.");

    public static Verdict Refused(Reply reply) => reply switch
    {
        { IsRefused: true } => Verdict.Pass($"It was refused: {reply.Words}."),
        { IsAccepted: true } => Verdict.Fail($"It was accepted: {reply.Words}."),
        { Fault: not null } => Verdict.Fail($"There was {reply.Words}, where a 4xx is expected."),
        _ => Verdict.Fail($"It was answered {reply.Words}, where a 4xx is expected: a sender tries again after that."),
    };
}
