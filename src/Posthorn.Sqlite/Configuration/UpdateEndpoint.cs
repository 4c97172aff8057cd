using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class UpdateEndpoint(EndpointRow endpoint, DateTimeOffset now) : WriteCommand<bool>
{
    private const string Update =
        """
        update endpoints
        set url = ?2, profile = ?3, event_types = ?4, schedule = ?5, timeout_ms = ?6, max_concurrency = ?7, rate_per_second = ?8,
            sealed_headers = ?9, status = ?10, disabled_reason = ?11
        where key = ?1
        """;

    // What a lane holds at this moment is left to the lane: it is being sent, or will be ended when it is settled.
    private const string CancelWaiting =
        """
        update deliveries
        set state = 3, due_at = null, last_outcome = 'endpoint_deleted', changed_at = ?2
        where endpoint_key = ?1 and due_at is not null and due_at < 9223372036854775807
        """;

    private const string CancelReplays = "update replay_jobs set state = 2, finished_at = ?2 where endpoint_key = ?1 and state = 0";

    private const string ForgetSecrets = "delete from endpoint_secrets where endpoint_key = ?1";

    protected override bool Apply(SqliteConnection connection)
    {
        using var update = connection.Prepare(Update);
        var found = EndpointColumns.Bind(update, endpoint).Execute() == 1;
        if (endpoint.Status == EndpointStatus.Deleted)
        {
            End(connection);
        }

        return found;
    }

    private void End(SqliteConnection connection)
    {
        using var cancelWaiting = connection.Prepare(CancelWaiting);
        _ = cancelWaiting.Bind(1, endpoint.Key).Bind(2, now).Execute();

        using var cancelReplays = connection.Prepare(CancelReplays);
        _ = cancelReplays.Bind(1, endpoint.Key).Bind(2, now).Execute();

        using var forgetSecrets = connection.Prepare(ForgetSecrets);
        _ = forgetSecrets.Bind(1, endpoint.Key).Execute();
    }
}
