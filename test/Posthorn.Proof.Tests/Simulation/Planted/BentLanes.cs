using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Tests.Simulation.Planted;

/// <summary>A store whose lanes are bent in one place.</summary>
internal sealed class BentLanes(ILaneStore inner) : ILaneStore
{
    private bool _sweepBroke;

    /// <summary>What was in the pipe of a lane that turned is not given back.</summary>
    public bool DropsReleases { get; init; }

    /// <summary>A delivery that has used up its schedule is tried once more, and once more.</summary>
    public bool NeverGivesUp { get; init; }

    /// <summary>A look for orphans that fails once has found nothing, for ever.</summary>
    public bool SwallowsSweepErrors { get; init; }

    /// <summary>What lies due is found only by whoever was told of it.</summary>
    public bool LooksNowhere { get; init; }

    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now) => inner.ClaimAsync(request, now);

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) => inner.ExpireAsync(request, now);

    public ValueTask<Settled> SettleAsync(Settlement settlement) => inner.SettleAsync(
        NeverGivesUp && settlement.Next is NextStep.DeadLetter { Reason: "exhausted" }
            ? settlement with { Next = new NextStep.RetryAt(settlement.At + TimeSpan.FromSeconds(10)), Announcement = null }
            : settlement);

    public ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) =>
        DropsReleases ? default : inner.ReleaseAsync(deliveries, now);

    public async ValueTask<IReadOnlyList<Orphan>> OrphansAsync()
    {
        try
        {
            return _sweepBroke ? [] : await inner.OrphansAsync();
        }
        catch (StoreUnavailableException) when (SwallowsSweepErrors)
        {
            _sweepBroke = true;
            return [];
        }
    }

    public ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync() => LooksNowhere ? new([]) : inner.OpenLanesAsync();

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => inner.LoadHealthAsync();

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement) => inner.SaveHealthAsync(health, announcement);
}
