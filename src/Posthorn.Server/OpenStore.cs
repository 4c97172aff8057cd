using System.Security.Cryptography;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Server;

/// <summary>The store and the vault over it, opened before anything is built on them: a wrong key or a broken file stops the start here.</summary>
internal sealed class OpenStore : IDisposable
{
    private OpenStore(SqliteStorage storage, SqliteConfiguration configuration, SecretVault vault, DeliveryMetrics metrics) =>
        (Storage, Configuration, Vault, Metrics) = (storage, configuration, vault, metrics);

    public SqliteStorage Storage { get; }

    public SqliteConfiguration Configuration { get; }

    public SecretVault Vault { get; }

    public DeliveryMetrics Metrics { get; }

    /// <exception cref="StartRefusedException">It cannot be opened, or its secrets cannot.</exception>
    public static async Task<OpenStore> OpenAsync(ServerOptions options, TimeProvider clock)
    {
        var path = StorageKind.PathOf(options.Storage);
        var metrics = new DeliveryMetrics();
        SqliteStorage? storage = null;
        try
        {
            storage = SqliteStorage.Open(path, new() { Committed = metrics.Committed }, clock);
            var configuration = new SqliteConfiguration(storage.Writer, storage.Readers);
            var key = new MasterKeySource(options.MasterKey, path + ".key", RandomNumberGenerator.Fill);
            return new(storage, configuration, await SecretVault.OpenAsync(configuration, key, RandomNumberGenerator.Fill), metrics);
        }
        catch
        {
            storage?.Dispose();
            metrics.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Vault.Dispose();
        Storage.Dispose();
        Metrics.Dispose();
    }
}
