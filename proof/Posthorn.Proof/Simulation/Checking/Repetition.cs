using Posthorn.Delivery.Scheduling;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>I4 and I7: what was sent again had a reason, and there is an end to it.</summary>
internal static class Repetition
{
    public static IEnumerable<Violation> Check(Ground ground, Delivered delivery)
    {
        var excused = delivery.Sent.Count(sent => IsExcused(ground, delivery, sent)) + delivery.Replays.Count;
        if (delivery.Sent.Count > 1 + excused)
        {
            yield return new("I4", $"{delivery.Name} was sent {delivery.Sent.Count} times; {excused} repetitions have a reason");
        }

        // With each replay the schedule begins afresh. What our own outage spoiled does not count.
        var spoiled = delivery.Settled.Count(static note => note.Settlement.Next is NextStep.RetryAt { Charged: false });
        var most = (delivery.Schedule.MaxAttempts * (1 + delivery.Replays.Count)) + spoiled;
        if (delivery.Sent.Count > most)
        {
            yield return new("I7", $"{delivery.Name} was sent {delivery.Sent.Count} times; its schedule allows {most}");
        }
    }

    // A sending explains one more if it failed, if nobody can know how it ended, or if it could not be written down.
    private static bool IsExcused(Ground ground, Delivered delivery, Sent sent) => !sent.Succeeded || (!WasRecorded(delivery, sent)
        && (ground.History.Deaths.ContainsKey(sent.Life.Number) || ground.History.DeadTerms.ContainsKey(sent.Term)));

    private static bool WasRecorded(Delivered delivery, Sent sent) => delivery.Settled.Any(note =>
        note.Held && note.Life == sent.Life.Number && note.Settlement.Delivery.Holder == sent.Term && note.At >= sent.EndedAt
        && note.Settlement.Next is NextStep.Delivered);
}
