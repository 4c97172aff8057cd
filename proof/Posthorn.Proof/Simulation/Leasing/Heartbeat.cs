using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Leasing;

/// <summary>Proves again and again that a process is alive, and measures the store's clock with it.</summary>
internal sealed class Heartbeat(NodeLeases leases, NodeTerm term, Machine machine, ProcessClock timers, ProcessClock clock, LeaseTimes times)
{
    private long _uncertainty = long.MaxValue;
    private bool _stopped;

    /// <summary>Proves for the first time, or fails as the store does, and goes on by itself.</summary>
    public async Task StartAsync()
    {
        await BeatAsync();
        _ = RunAsync();
    }

    public void Stop() => _stopped = true;

    private async Task RunAsync()
    {
        while (!_stopped)
        {
            await Task.Delay(times.Heartbeat, timers);
            try
            {
                await BeatAsync();
            }
            catch (StoreUnavailableException)
            {
                // What keeps it from proving that it is alive will make it count as dead, if it lasts.
            }
        }
    }

    private async Task BeatAsync()
    {
        var (askedAt, askedAtWall, registered) = (machine.Uptime, machine.Wall, term.Registered);
        if (registered == 0 || !await leases.ProveAsync(registered, times.Lease))
        {
            (askedAt, askedAtWall) = (machine.Uptime, machine.Wall);
            registered = await leases.BeginAsync(times.Lease);
        }

        if (!_stopped)
        {
            term.Prove(registered, askedAt, askedAtWall);
            await MeasureAsync();
        }
    }

    private async Task MeasureAsync()
    {
        var (asked, began) = (machine.Wall, machine.Uptime);
        var answer = await leases.StoreTimeAsync();

        // Read in the middle of the round trip, the answer is at most half of it wrong. One that is no better, and does not contradict the one before, is not taken.
        var uncertainty = (machine.Uptime - began).Ticks / 2;
        var distance = (answer - asked).Ticks - uncertainty;
        if (uncertainty <= _uncertainty || Math.Abs(distance - clock.Correction.Ticks) > uncertainty)
        {
            _uncertainty = uncertainty;
            clock.Correction = TimeSpan.FromTicks(distance);
        }
    }
}
