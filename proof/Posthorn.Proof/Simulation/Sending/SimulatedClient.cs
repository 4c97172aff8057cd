using Posthorn.Delivery.Sending;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>The way of one process to the endpoints.</summary>
/// <param name="placeOf">An event's place in the log, by its id: what the trace calls it.</param>
internal sealed class SimulatedClient(Network network, Life life, ProcessClock clock, Func<long> term, Func<string, long> placeOf, Trace trace) : IEndpointClient
{
    private readonly HashSet<Wire> _open = [];

    public async ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop)
    {
        var endpoint = network[request.Url.Host];
        var eventId = request.Headers.First(static header => header.Key == "webhook-id").Value;
        var sent = network.Begin(eventId, endpoint.Key, life, term());
        trace.Say(What.Sent, life.Number, sent.Number, endpoint.Key, placeOf(eventId));

        var wire = new Wire(network, sent, request, endpoint);
        _ = _open.Add(wire);
        using var deadline = clock.CreateTimer(static wire => ((Wire)wire!).Expire(), wire, request.Deadline, Timeout.InfiniteTimeSpan);
        using var stopping = stop.UnsafeRegister(static (wire, token) => ((Wire)wire!).Break(token), wire);
        wire.Dial();
        try
        {
            sent.Outcome = await wire.Outcome;
        }
        finally
        {
            sent.EndedAt = network.Now;
            _ = _open.Remove(wire);
        }

        trace.Say(What.Outcome, life.Number, sent.Number, endpoint.Key, word: sent.Outcome.Code);
        return sent.Outcome;
    }

    /// <summary>The process died.</summary>
    public void Cut()
    {
        foreach (var wire in _open)
        {
            wire.Cut();
        }
    }
}
