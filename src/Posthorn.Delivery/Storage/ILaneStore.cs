using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Intake;

namespace Posthorn.Delivery.Storage;

/// <summary>What lanes ask of a store. Every call is one commit, batched with its neighbours'.</summary>
internal interface ILaneStore
{
    /// <summary>Claims deliveries of one endpoint, earliest due first. Nobody else gets them until they are settled or released.</summary>
    ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now);

    /// <summary>Records how a claim ended.</summary>
    /// <returns>
    /// False when the claim was no longer held: then the attempt is kept in the history, a failure changes nothing,
    /// and a success still delivers what is not yet ended.
    /// </returns>
    ValueTask<bool> SettleAsync(Settlement settlement);

    /// <summary>Gives back claims whose attempt was never begun: the attempt is uncounted and they are due at once.</summary>
    ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now);

    /// <summary>The claims that a process held when it died. Called once, before any claim.</summary>
    ValueTask<IReadOnlyList<Orphan>> OrphansAsync();

    /// <summary>Every endpoint with open deliveries.</summary>
    ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync();

    ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync();

    ValueTask SaveHealthAsync(LaneHealth health, EventToStore? announcement);
}
