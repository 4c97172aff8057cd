using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Secrets;
using Posthorn.Postgres;
using Posthorn.Postgres.Opening;

namespace Posthorn.Hosting;

/// <summary>Opens the store of many nodes: this process becomes one of them.</summary>
internal static class PostgresOpening
{
    public static async Task<OpenStore> OpenAsync(StoreOptions options, MissedEvents missed, TimeProvider clock, ILoggerFactory logs)
    {
        var metrics = new DeliveryMetrics();
        PostgresStorage? storage = null;
        try
        {
            storage = await PostgresStorage.OpenAsync(
                StorageKind.PathOf(options.Storage), new() { NodeName = options.NodeName, Committed = metrics.Committed }, clock, logs);

            // There is no file beside a database that is elsewhere; the check of the options has seen to it that the key is given.
            var key = new MasterKeySource(options.MasterKey, keyFile: string.Empty, RandomNumberGenerator.Fill);
            var vault = await SecretVault.OpenAsync(storage.Configuration, key, RandomNumberGenerator.Fill);
            var stores = new PostgresStores(storage, missed);

            return new()
            {
                Description = storage.Description + (options.NodeName is { } name ? $", node {name}" : string.Empty),
                Configuration = storage.Configuration,
                Log = stores.Log,
                Lanes = stores.Lanes,
                Leases = storage.Leases,
                History = stores.History,
                News = stores.News,
                Retention = stores.Retention,
                Sessions = stores.Sessions,
                Replays = stores.Replays,
                Clock = storage.Clock,
                Vault = vault,
                Metrics = metrics,
                Listen = (lanes, configuration) => Listen(storage, lanes, configuration),
                Close = () => CloseAsync(storage, stores),
            };
        }
        catch
        {
            await (storage?.DisposeAsync() ?? default);
            metrics.Dispose();
            throw;
        }
    }

    private static void Listen(PostgresStorage storage, LaneSet lanes, ConfigurationWatch configuration)
    {
        storage.Hints.Heard += keys =>
        {
            foreach (var key in keys)
            {
                lanes.Hinted(key);
            }
        };
        storage.Hints.ConfigurationHeard += () => _ = configuration.LookAsync().AsTask();
    }

    private static async ValueTask CloseAsync(PostgresStorage storage, PostgresStores stores)
    {
        // What is queued first; then others need not wait until this node's time is over.
        await stores.DisposeAsync();
        try
        {
            await storage.Leases.RetireAsync();
        }
        finally
        {
            await storage.DisposeAsync();
        }
    }
}
