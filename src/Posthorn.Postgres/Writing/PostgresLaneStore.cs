using Npgsql;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Claiming;
using Posthorn.Postgres.Writing.Recovering;
using Posthorn.Postgres.Writing.Settling;
using Posthorn.Postgres.Writing.Turning;

namespace Posthorn.Postgres.Writing;

/// <summary>What lanes ask, answered by PostgreSQL.</summary>
/// <param name="declareDead">Declares those nodes dead that have not proved in time that they live; gives all that are dead and still known.</param>
internal sealed class PostgresLaneStore(
    NpgsqlDataSource source, LaneQueues queues, OpenLanes openLanes, LostClaims lostClaims, Func<ValueTask<IReadOnlyList<long>>> declareDead) : ILaneStore
{
    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now)
    {
        var claim = new ClaimCommand(request, now);
        queues.Claims.Add(claim);
        return claim.Promise;
    }

    public async ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) =>
        await StoreFailure.TranslatedAsync(() => ExpiredRows.FindAsync(source, request, now));

    public ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var settle = new SettleCommand(settlement);
        queues.Settlements.Add(settle);
        return settle.Promise;
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now)
    {
        if (deliveries.Count > 0)
        {
            var release = new ReleaseCommand(deliveries, now);
            queues.Releases.Add(release);
            _ = await release.Promise;
        }
    }

    public async ValueTask<IReadOnlyList<Orphan>> OrphansAsync()
    {
        var dead = await declareDead();
        return dead.Count == 0 ? [] : await StoreFailure.TranslatedAsync(() => OrphanRows.FindAsync(source, dead));
    }

    public async ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync()
    {
        _ = await StoreFailure.TranslatedAsync(lostClaims.LookAsync);
        return await StoreFailure.TranslatedAsync(openLanes.FindAsync);
    }

    // It comes with the lease.
    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => new([]);

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement)
    {
        var save = new SaveHealthCommand(health, announcement);
        queues.Turns.Add(save);
        return save.Promise;
    }
}
