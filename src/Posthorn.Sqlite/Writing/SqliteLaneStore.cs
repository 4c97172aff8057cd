using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>What lanes ask, answered by SQLite.</summary>
internal sealed class SqliteLaneStore(SqliteWriter writer) : ILaneStore
{
    private const string Orphans = """
        select d.event_sequence, d.endpoint_key, d.id, d.attempts, d.uncounted, d.schedule_start, d.body_hash, e.id, e.type, e.occurred_at,
            (select count(*) from attempts a
             where a.event_sequence = d.event_sequence and a.endpoint_key = d.endpoint_key and a.outcome = 'outcome_unknown'
                and a.number > d.uncounted)
        from endpoints ep
        join deliveries d on d.endpoint_key = ep.key and d.due_at = 9223372036854775807
        join events e on e.sequence = d.event_sequence
        """;

    private const string OpenLanes = """
        select key, (select min(due_at) from deliveries where endpoint_key = key and due_at < 9223372036854775807) as due
        from endpoints where due is not null
        """;

    private const string Health = "select endpoint_key, failing_since, probes, next_probe_at, notices_sent from lanes where failing_since is not null";

    private HashSet<DeliveryId>? _claimedBefore;

    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now) => writer.RunAsync(new ClaimCommand(request, now));

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) => writer.RunAsync(new ExpireCommand(request, now));

    public ValueTask<Settled> SettleAsync(Settlement settlement) => writer.RunAsync(new SettleCommand(settlement));

    public async ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) =>
        _ = await writer.RunAsync(new ReleaseCommand(deliveries, now));

    // The only process that can have died is the one before: what is claimed after the first look is this one's own.
    public async ValueTask<IReadOnlyList<Orphan>> OrphansAsync()
    {
        var claimed = await FindClaimedAsync();
        var before = Interlocked.CompareExchange(ref _claimedBefore, [.. claimed.Select(static one => one.Delivery.Id)], null);
        return before is null ? claimed : [.. claimed.Where(one => before.Contains(one.Delivery.Id))];
    }

    public ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync() =>
        Query<OpenLane>(OpenLanes, static row => new(row.Int64(0), row.TimeOrNull(1)));

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => Query<LaneHealth>(
        Health, static row => new(row.Int64(0), row.TimeOrNull(1), row.Int32(2), row.TimeOrNull(3), row.Int32(4)));

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement) =>
        writer.RunAsync(new SaveHealthCommand(health, announcement));

    private ValueTask<IReadOnlyList<Orphan>> FindClaimedAsync() => Query<Orphan>(Orphans, static row => new(
        new()
        {
            EventSequence = row.Int64(0),
            EndpointKey = row.Int64(1),
            Id = new(row.Guid(2)),
            Attempt = row.Int32(3),
            Uncounted = row.Int32(4),
            ScheduleStart = row.Time(5),
            BodyHash = row.Int64(6),
            EventId = new(row.Guid(7)),
            EventType = row.Text(8),
            OccurredAt = row.Time(9),
            Data = default,
            Reserved = DueDelivery.Weigh(0),
        },
        row.Int32(10)));

    private ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<Statement, T> read) =>
        writer.RunAsync(new QueryCommand<IReadOnlyList<T>>(connection =>
        {
            var found = new List<T>();
            var rows = connection.Kept(sql);
            while (rows.Read())
            {
                found.Add(read(rows));
            }

            return found;
        }));
}
