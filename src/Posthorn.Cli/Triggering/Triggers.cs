using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Triggering;

/// <summary>Carries the steps out, one after the other.</summary>
internal static class Triggers
{
    /// <summary>All events are made before the first is sent: a mistake in the last step costs nothing.</summary>
    /// <exception cref="TriggerException">A step asks for something that there is not.</exception>
    public static async Task<IReadOnlyList<TriggerSent>> RunAsync(
        IReadOnlyList<TriggerStep> steps, Profile profile, int number, ITriggerTarget target, TimeProvider clock, CancellationToken cancellationToken)
    {
        var prepared = steps.Select(step => (Step: step, Events: EventMaking.Of(step, profile, number))).ToList();
        var sent = new List<TriggerSent>();
        foreach (var (step, events) in prepared)
        {
            if (step.Wait > TimeSpan.Zero)
            {
                await Task.Delay(step.Wait, clock, cancellationToken);
            }

            sent.AddRange(await RunAsync(step.Fault, events, target, cancellationToken));
        }

        return sent;
    }

    private static async Task<IReadOnlyList<TriggerSent>> RunAsync(
        TriggerFault fault, IReadOnlyList<TriggerEvent> events, ITriggerTarget target, CancellationToken cancellationToken)
    {
        if (fault == TriggerFault.Burst)
        {
            return await Task.WhenAll(events.Select(happening => target.SendAsync(happening, fault, cancellationToken)));
        }

        var inOrder = fault switch
        {
            TriggerFault.Reorder => events.Reverse(),
            TriggerFault.Duplicate => events.SelectMany(static happening => new[] { happening, happening }),
            _ => events,
        };
        var sent = new List<TriggerSent>();
        foreach (var happening in inOrder)
        {
            sent.Add(await target.SendAsync(happening, fault, cancellationToken));
        }

        return sent;
    }
}
