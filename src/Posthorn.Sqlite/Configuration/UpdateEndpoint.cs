using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

/// <summary>Replaces an endpoint's row. The result is how many waiting deliveries ended with it; as many as <see cref="CancelWaiting.Most"/> means that there may be more.</summary>
internal sealed class UpdateEndpoint(EndpointRow endpoint, DateTimeOffset now) : WriteCommand<int>
{
    private const string Update =
        """
        update endpoints
        set url = ?2, profile = ?3, event_types = ?4, schedule = ?5, timeout_ms = ?6, max_concurrency = ?7, rate_per_second = ?8,
            sealed_headers = ?9, status = ?10, disabled_reason = ?11
        where key = ?1
        """;

    private const string CancelReplays = "update replay_jobs set state = 2, finished_at = ?2 where endpoint_key = ?1 and state = 0";

    private const string ForgetSecrets = "delete from endpoint_secrets where endpoint_key = ?1";

    protected override int Apply(SqliteConnection connection)
    {
        using var update = connection.Prepare(Update);
        _ = EndpointColumns.Bind(update, endpoint).Execute();
        return endpoint.Status == EndpointStatus.Deleted ? End(connection) : 0;
    }

    private int End(SqliteConnection connection)
    {
        using var cancelReplays = connection.Prepare(CancelReplays);
        _ = cancelReplays.Bind(1, endpoint.Key).Bind(2, now).Execute();

        using var forgetSecrets = connection.Prepare(ForgetSecrets);
        _ = forgetSecrets.Bind(1, endpoint.Key).Execute();

        return CancelWaiting.Some(connection, endpoint.Key, now);
    }
}
