using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>What all lanes share.</summary>
/// <param name="CarefulUntil">Until then little more is claimed than can be sent at once: the last processes died, and what waits in memory would be suspected.</param>
/// <param name="Disable">Disables an endpoint for good reason, durably, and puts its new form into the directory.</param>
internal sealed record LaneParts(
    ILaneStore Store,
    DeliveryPipeline Pipeline,
    Announcer Announcer,
    MemoryBudget Memory,
    TimeProvider Clock,
    Dice Dice,
    DateTimeOffset CarefulUntil,
    Func<Endpoint, string, ValueTask> Disable);
