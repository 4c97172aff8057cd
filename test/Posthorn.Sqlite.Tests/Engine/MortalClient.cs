using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A process' way to the endpoints: ends with it.</summary>
internal sealed class MortalClient(IEndpointClient inner, Life life) : IEndpointClient
{
    public async ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop)
    {
        await life.Step();
        var outcome = await inner.SendAsync(request, stop);
        await life.Step();
        return outcome;
    }
}
