using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

/// <summary>Partners, keys and endpoints in the embedded store.</summary>
internal sealed class SqliteConfiguration(SqliteWriter writer, ReaderPool readers) : IConfigurationStore
{
    private const string SelectPartners = "select key, id, name, self_service, created_at from partners order by key";
    private const string SelectApiKeys = "select id, partner_key, scope, hash, created_at from api_keys";
    private const string SelectLastEndpoint = "select max(key) from endpoints";
    private const string SelectMeta = "select value from meta where name = ?1";

    private long _lastEndpointKey;

    public async ValueTask<ConfigurationRows> LoadAsync()
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        return new(
            All(reader.Statement(SelectPartners), ReadPartner),
            All(reader.Statement(SelectApiKeys), ReadApiKey),
            All(reader.Statement(EndpointColumns.SelectAll), EndpointColumns.Read),
            All(reader.Statement(SecretColumns.SelectAll), SecretColumns.Read));
    }

    // There is no other node.
    public ValueTask<ConfigurationChanges?> ChangesAsync() => new((ConfigurationChanges?)null);

    public async ValueTask<long?> AddPartnerAsync(Partner partner) => await writer.RunAsync(new AddPartner(partner));

    public async ValueTask AddApiKeyAsync(ApiKey key) => await writer.RunAsync(new AddApiKey(key));

    public async ValueTask<bool> RemoveApiKeyAsync(ApiKeyId id) => await writer.RunAsync(new RemoveApiKey(id));

    // Counted in memory: one process owns the file, and a key that was reserved before a crash and never stored may be given again.
    public async ValueTask<long> NextEndpointKeyAsync()
    {
        if (Volatile.Read(ref _lastEndpointKey) == 0)
        {
            using var reader = await readers.RentAsync(CancellationToken.None);
            var last = reader.Statement(SelectLastEndpoint);
            _ = Interlocked.CompareExchange(ref _lastEndpointKey, last.Read() ? last.Int64(0) : 0, 0);
        }

        return Interlocked.Increment(ref _lastEndpointKey);
    }

    public async ValueTask AddEndpointAsync(EndpointRow endpoint, SecretRow secret) => await writer.RunAsync(new AddEndpoint(endpoint, secret));

    public async ValueTask UpdateEndpointAsync(EndpointRow endpoint, DateTimeOffset now)
    {
        // Cut short by a crash, the rest waits for an endpoint that is gone, and its lane ends it.
        var cancelled = await writer.RunAsync(new UpdateEndpoint(endpoint, now));
        while (cancelled == CancelWaiting.Most)
        {
            cancelled = await writer.RunAsync(new CancelWaiting(endpoint.Key, now));
        }
    }

    public async ValueTask RotateSecretAsync(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now) =>
        await writer.RunAsync(new RotateSecret(secret, othersExpireAt, now));

    public async ValueTask<byte[]?> ReadMetaAsync(string name)
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var meta = reader.Statement(SelectMeta).Bind(1, name);
        return meta.Read() ? meta.Bytes(0) : null;
    }

    public async ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value) => await writer.RunAsync(new WriteMeta(name, expected, value));

    private static List<T> All<T>(Statement statement, Func<Statement, T> read)
    {
        var rows = new List<T>();
        while (statement.Read())
        {
            rows.Add(read(statement));
        }

        return rows;
    }

    private static Partner ReadPartner(Statement row) => new(row.Int64(0), row.Text(1), row.Text(2), row.Int64(3) != 0, row.Time(4));

    private static ApiKey ReadApiKey(Statement row) =>
        new(new(row.Guid(0)), row.Int64OrNull(1), (ApiKeyScope)row.Int32(2), row.Bytes(3), row.Time(4));
}
