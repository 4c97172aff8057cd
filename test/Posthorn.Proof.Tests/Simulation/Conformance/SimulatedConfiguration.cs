using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>As much of a configuration as the promises need that are asked of the simulated store. It simulates lanes, not configuration.</summary>
internal sealed class SimulatedConfiguration(SimulatedUnderTest store, DirectLink link) : IConfigurationStore
{
    private readonly Tables _tables = store.Tables;

    public ValueTask<ConfigurationRows> LoadAsync() =>
        Call(() => new ConfigurationRows([], [], [.. _tables.Endpoints.Values], [.. store.Secrets.Values.SelectMany(static rows => rows)]));

    public ValueTask<ConfigurationChanges?> ChangesAsync() => new((ConfigurationChanges?)null);

    public ValueTask<long?> AddPartnerAsync(Partner partner) => Call<long?>(() => _tables.NextTerm());

    public ValueTask AddApiKeyAsync(ApiKey key) => throw new NotSupportedException();

    public ValueTask<bool> RemoveApiKeyAsync(ApiKeyId id) => throw new NotSupportedException();

    public ValueTask<long> NextEndpointKeyAsync() => Call(() => _tables.NextTerm());

    public async ValueTask AddEndpointAsync(EndpointRow endpoint, SecretRow secret) => _ = await Call(() =>
    {
        _tables.Endpoints.Add(endpoint.Key, endpoint);
        store.Secrets.Add(endpoint.Key, [secret]);
        return true;
    });

    public async ValueTask UpdateEndpointAsync(EndpointRow endpoint, DateTimeOffset now) => _ = await Call(() =>
    {
        _ = Configuring.SetStatus(_tables, endpoint.Key, endpoint.Status, endpoint.DisabledReason, now);
        return true;
    });

    public ValueTask RotateSecretAsync(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now) => throw new NotSupportedException();

    public ValueTask<byte[]?> ReadMetaAsync(string name) => throw new NotSupportedException();

    public ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value) => throw new NotSupportedException();

    private ValueTask<T> Call<T>(Func<T> commit) => link.CallAsync(new PendingCall<T>(StoreCall.Configure, commit));
}
