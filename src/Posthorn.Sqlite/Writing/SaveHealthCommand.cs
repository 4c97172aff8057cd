using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Remembers a lane's change of state, together with the news of it.</summary>
internal sealed class SaveHealthCommand(LaneHealth health, EventToStore? announcement) : WriteCommand<Appended?>
{
    private const string Save = """
        insert into lanes (endpoint_key, failing_since, probes, next_probe_at, notices_sent) values (?1, ?2, ?3, ?4, ?5)
        on conflict do update set failing_since = excluded.failing_since, probes = excluded.probes,
            next_probe_at = excluded.next_probe_at, notices_sent = excluded.notices_sent
        """;

    protected override Appended? Apply(SqliteConnection connection)
    {
        _ = connection.Kept(Save)
            .Bind(1, health.EndpointKey).Bind(2, health.FailingSince).Bind(3, health.Probes).Bind(4, health.NextProbeAt)
            .Bind(5, health.NoticesSent)
            .Execute();

        return announcement is null ? null : EventWrites.Append(connection, announcement);
    }
}
