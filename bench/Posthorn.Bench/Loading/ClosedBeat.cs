using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Loading;

/// <summary>The next event leaves as soon as a connection is free, unless too many are still on their way to the sink.</summary>
/// <remarks>
/// Without the window a server that accepts faster than it delivers would be measured on a growing backlog; with it, events
/// accepted and events delivered a second are the same figure.
/// </remarks>
internal sealed class ClosedBeat(Ledger ledger, int window, TimeProvider clock) : IBeat
{
    private static readonly TimeSpan HoldBack = TimeSpan.FromMilliseconds(1);

    public async ValueTask<long?> NextAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (ledger.OnTheirWay < window)
            {
                return clock.GetTimestamp();
            }

            await Task.Delay(HoldBack, clock, CancellationToken.None);
        }

        return null;
    }
}
