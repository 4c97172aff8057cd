using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>What all lanes share.</summary>
/// <param name="Leasing">Asked for the lane's lease when it has something to do and is not held.</param>
/// <param name="Care">How long little more is claimed than can be sent at once.</param>
/// <param name="Disable">Disables an endpoint for good reason, durably, and puts its new form into the directory.</param>
internal sealed record LaneParts(
    ILaneStore Store,
    LaneLeasing Leasing,
    DeliveryPipeline Pipeline,
    Announcer Announcer,
    MemoryBudget Memory,
    TimeProvider Clock,
    Dice Dice,
    CrashCare Care,
    Func<Endpoint, string, ValueTask> Disable);
