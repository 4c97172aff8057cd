using Posthorn.Delivery.Recording;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>What everything in a world stands on.</summary>
/// <param name="World">The life in which happens what no process does.</param>
internal sealed record Ground(
    WorldPlan Plan,
    Scheduler Scheduler,
    Life World,
    Trace Trace,
    Tables Tables,
    StoreWeather Weather,
    Machine StoreMachine,
    Network Network,
    Settlers Settlers,
    History History,
    DeliveryMetrics Metrics,
    Replacements Replacements,
    Chance Chance)
{
    public TimeSpan Now => Scheduler.Now;

    public void At(TimeSpan moment, Action work) => Scheduler.At(moment, new(World, static work => ((Action)work!)(), work));

    public void After(TimeSpan wait, Action work) => At(Now + wait, work);
}
