using Posthorn.Delivery.Sending;

namespace Posthorn.Proof.Tests.Simulation.Planted;

/// <summary>A client of endpoints that is bent in one place.</summary>
internal sealed class BentClient(IEndpointClient inner) : IEndpointClient
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Its deadline ends with the head of the answer: a body without an end is waited for, for ever.</summary>
    public bool WaitsForBodies { get; init; }

    /// <summary>What is sent again is rendered again, and comes out a little different.</summary>
    public bool RendersAgain { get; init; }

    public async ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop)
    {
        var again = !_seen.Add(request.Url.Host + request.Headers.First(static header => header.Key == "webhook-id").Value);
        var outcome = await inner.SendAsync(RendersAgain && again ? Different(request) : request, stop);
        if (WaitsForBodies && outcome is AttemptOutcome.TimedOut { Phase: SendPhases.Body })
        {
            await Task.Delay(Timeout.Infinite, stop);
        }

        return outcome;
    }

    private static OutgoingRequest Different(OutgoingRequest request) => new()
    {
        Url = request.Url,
        Body = (byte[])[.. request.Body.Span, (byte)' '],
        Headers = request.Headers,
        Deadline = request.Deadline,
    };
}
