using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Hosting;

/// <summary>A machine and whoever looks after it: when its process ends, another is started.</summary>
internal sealed class Node(Ground ground, int number)
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(1);

    private readonly Chance _chance = ground.Chance.Fork(1_000 + (ulong)number);
    private TimeSpan _downFor = RestartAfter;

    public Machine Machine { get; } = new(ground.Scheduler);

    public NodeProcess? Process { get; private set; }

    public bool StandsStill { get; private set; }

    /// <summary>How many reasons there are why it does not reach the store.</summary>
    public int Cuts { get; set; }

    /// <summary>Its process, if publishers and persons can reach it.</summary>
    public NodeProcess? Ready => Process is { IsReady: true, Life.Runs: true } ? Process : null;

    public void Start()
    {
        var life = new Life(ground.Scheduler, ground.History.Lives.Count + 1);
        ground.History.Lives.Add(life);
        var process = new NodeProcess(ground, life, Machine, ground.Plan.NodesHaveNames ? number + 1 : 0, () => Cuts > 0);
        life.OnEnd = () => Ended(process);
        Process = process;
        ground.Trace.Say(What.Started, life.Number, number);
        life.Post(static started => _ = ((NodeProcess)started!).RunAsync(), process);
    }

    /// <summary>Kills the process in place of one of its next steps.</summary>
    public void Kill(int steps, TimeSpan downFor)
    {
        if (Process is { Life.HasEnded: false } process)
        {
            process.Life.EndsAt = process.Life.Steps + steps;
            _downFor = downFor;
        }
    }

    public void Stop(TimeSpan patience, TimeSpan downFor)
    {
        if (Ready is not { } process)
        {
            return;
        }

        _downFor = downFor;
        ground.Trace.Say(What.Stopping, process.Life.Number);
        process.Life.Post(stopping => _ = StopAsync((NodeProcess)stopping!), process);

        // Whoever told it to stop does not wait for ever.
        ground.After(patience, process.Life.End);
    }

    public void Pause(TimeSpan time)
    {
        if (Process is { Life.HasEnded: false } process && !StandsStill)
        {
            StandsStill = true;
            process.Life.Freeze();
            ground.Trace.Say(What.Frozen, process.Life.Number);
            ground.After(time, () => GoOn(process));
        }
    }

    public void Suspend(TimeSpan time)
    {
        if (!StandsStill)
        {
            Machine.Suspend();
            Pause(time);
            ground.After(time, Machine.Resume);
        }
    }

    private void GoOn(NodeProcess process)
    {
        ground.History.Disturbances++;
        StandsStill = false;
        ground.Trace.Say(What.Thawed, process.Life.Number);
        process.Life.Thaw();
    }

    private async Task StopAsync(NodeProcess process)
    {
        // Whoever told it to stop kills it before it breaks anything off itself.
        try
        {
            await process.StopAsync(TimeSpan.FromDays(1));
        }
        catch (StoreUnavailableException)
        {
            // It ends all the same, and its lease with time.
        }

        ground.Trace.Say(What.Stopped, process.Life.Number);
        process.Life.End();
    }

    private void Ended(NodeProcess process)
    {
        ground.History.Deaths[process.Life.Number] = ground.Now;
        ground.History.Disturbances++;
        ground.Trace.Say(What.Died, process.Life.Number, process.Life.Steps);
        process.Cut();
        ground.After(_downFor + (RestartAfter * _chance.Part()), Start);
        _downFor = RestartAfter;
    }
}
