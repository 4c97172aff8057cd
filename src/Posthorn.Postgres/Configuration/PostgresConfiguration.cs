using Npgsql;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Configuration;

/// <summary>Partners, keys and endpoints that many nodes share.</summary>
/// <remarks>
/// The configuration has one version, in one row. Each change is one statement that raises it from what this node has read, and so fails where another node
/// has raised it; changes of several nodes wait for each other in that row, so versions are in the order of their commits. Safe for any number of threads.
/// </remarks>
internal sealed class PostgresConfiguration(NpgsqlDataSource source, Action changed) : IConfigurationStore, IDisposable
{
    private const string SelectNextEndpointKey = "select nextval('endpoint_keys')";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly MetaValues _meta = new(source);
    private long? _version;

    public async ValueTask<ConfigurationRows> LoadAsync() =>
        await InTurnAsync(async () => (await TakeOverAsync(ConfigurationSnapshot.Beginning)).Rows);

    public async ValueTask<ConfigurationChanges?> ChangesAsync() => await InTurnAsync(async () =>
    {
        var version = await ConfigurationSnapshot.ReadVersionAsync(source);
        if (version == _version)
        {
            return null;
        }

        // One that is older than what was read comes from a backup: everything may be otherwise.
        var changes = await TakeOverAsync(_version < version ? _version.Value : ConfigurationSnapshot.Beginning);
        return changes.IsEmpty ? null : new ConfigurationChanges(changes.Rows, changes.Revoked);
    });

    public ValueTask<long?> AddPartnerAsync(Partner partner) => ChangeAsync(PartnerRows.Add, PartnerRows.Parameters(partner));

    public async ValueTask AddApiKeyAsync(ApiKey key) => await ChangeAsync(ApiKeyRows.Add, ApiKeyRows.Parameters(key));

    public async ValueTask<bool> RemoveApiKeyAsync(ApiKeyId id) => await ChangeAsync(ApiKeyRows.Revoke, [new() { Value = id.Value }]) is not null;

    public async ValueTask<long> NextEndpointKeyAsync() => await StoreFailure.TranslatedAsync(async () =>
    {
        await using var command = source.CreateCommand(SelectNextEndpointKey);
        return (long)(await command.ExecuteScalarAsync())!;
    });

    public async ValueTask AddEndpointAsync(EndpointRow endpoint, SecretRow secret) => await ChangeAsync(
        EndpointRows.Add, [.. SecretRows.Parameters(secret), .. EndpointRows.Parameters(endpoint), .. EndpointRows.Origin(endpoint)]);

    public async ValueTask UpdateEndpointAsync(EndpointRow endpoint, DateTimeOffset now)
    {
        _ = await ChangeAsync(EndpointRows.Update, [.. EndpointRows.Parameters(endpoint), new() { Value = now.ToUniversalTime() }]);
        if (endpoint.Status == EndpointStatus.Deleted)
        {
            await StoreFailure.TranslatedAsync(() => WaitingDeliveries.CancelAsync(source, endpoint.Key, now));
        }
    }

    public async ValueTask RotateSecretAsync(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now) => await ChangeAsync(
        SecretRows.Rotate, [.. SecretRows.Parameters(secret), new() { Value = othersExpireAt.ToUniversalTime() }, new() { Value = now.ToUniversalTime() }]);

    public async ValueTask<byte[]?> ReadMetaAsync(string name) => await StoreFailure.TranslatedAsync(() => _meta.ReadAsync(name));

    public async ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value) =>
        await StoreFailure.TranslatedAsync(() => _meta.WriteAsync(name, expected, value));

    public void Dispose() => _turn.Dispose();

    /// <param name="sql">A change that raises the version from <c>$1</c>, and selects what it became and what came of the change; neither where it is another one.</param>
    private async ValueTask<long?> ChangeAsync(string sql, NpgsqlParameter[] parameters)
    {
        var result = await InTurnAsync(async () =>
        {
            _version ??= await ConfigurationSnapshot.ReadVersionAsync(source);
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new() { Value = _version.Value });
            command.Parameters.AddRange(parameters);
            await using var row = await command.ExecuteReaderAsync();
            _ = await row.ReadAsync();
            _version = await row.IsDBNullAsync(0) ? throw new StaleConfigurationException() : row.GetInt64(0);
            return await row.IsDBNullAsync(1) ? (long?)null : row.GetInt64(1);
        });
        changed();
        return result;
    }

    private async Task<ConfigurationSnapshot> TakeOverAsync(long since)
    {
        var snapshot = await ConfigurationSnapshot.ReadAsync(source, since);
        _version = snapshot.Version;
        return snapshot;
    }

    // Changes of one node are no reason to read again what that node knows itself.
    private async ValueTask<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await StoreFailure.TranslatedAsync(work);
        }
        finally
        {
            _ = _turn.Release();
        }
    }
}
