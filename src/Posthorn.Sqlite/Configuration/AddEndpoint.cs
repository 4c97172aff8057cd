using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class AddEndpoint(EndpointRow endpoint, SecretRow secret) : WriteCommand<bool>
{
    private const string Insert =
        """
        insert into endpoints (key, url, profile, event_types, schedule, timeout_ms, max_concurrency, rate_per_second,
            sealed_headers, status, disabled_reason, id, partner_key, created_at)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """;

    protected override bool Apply(SqliteConnection connection)
    {
        using var insert = connection.Prepare(Insert);
        _ = EndpointColumns.Bind(insert, endpoint)
            .Bind(12, endpoint.Id.Value)
            .Bind(13, endpoint.PartnerKey)
            .Bind(14, endpoint.CreatedAt)
            .Execute();

        return SecretColumns.Insert(connection, secret);
    }
}
