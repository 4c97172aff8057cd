using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Delivery.Storage;

/// <summary>What lanes ask of a store. Every call is one commit, batched with its neighbours'.</summary>
/// <remarks>Every call throws <see cref="StoreUnavailableException"/> when nothing of it could be made durable.</remarks>
internal interface ILaneStore
{
    /// <summary>Claims deliveries of one endpoint, earliest due first, and counts an attempt for each. Nobody else gets them until they are settled or released.</summary>
    ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now);

    /// <summary>Finds what waited too long, to be ended without a further attempt: by a settlement that has none.</summary>
    ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now);

    /// <summary>Records how a claim ended; without an attempt, how a delivery ended that waited and that nobody claimed or replayed since it was found.</summary>
    ValueTask<Settled> SettleAsync(Settlement settlement);

    /// <summary>Gives back claims whose attempt was never begun: the attempt is uncounted and they are due at once.</summary>
    ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now);

    /// <summary>
    /// Some of the claims that a process held when it died, each with the name of that process as its <see cref="DueDelivery.Holder"/>. Called until there
    /// are none: before any claim, and among several nodes (<see cref="ILaneLeases.IsSole"/>) again and again. What was settled is not found again.
    /// </summary>
    ValueTask<IReadOnlyList<Orphan>> OrphansAsync();

    /// <summary>Every endpoint with deliveries that wait. What another node holds may be left out.</summary>
    ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync();

    /// <summary>Every lane that was failing when its health was last saved; nothing where that comes with the lease (<see cref="ILaneLeases.AcquireAsync"/>).</summary>
    ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync();

    ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement);
}
