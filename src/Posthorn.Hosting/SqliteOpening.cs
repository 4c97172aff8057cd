using System.Security.Cryptography;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Sessions;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Hosting;

/// <summary>Opens the embedded store: a file that this process owns alone.</summary>
internal static class SqliteOpening
{
    public static async Task<OpenStore> OpenAsync(StoreOptions options, MissedEvents missed, TimeProvider clock)
    {
        var path = StorageKind.PathOf(options.Storage);
        var metrics = new DeliveryMetrics();
        SqliteStorage? storage = null;
        try
        {
            storage = SqliteStorage.Open(path, new() { Committed = metrics.Committed }, clock);
            var (writer, readers) = (storage.Writer, storage.Readers);
            var configuration = new SqliteConfiguration(writer, readers);
            var key = new MasterKeySource(options.MasterKey, path + ".key", RandomNumberGenerator.Fill);
            var vault = await SecretVault.OpenAsync(configuration, key, RandomNumberGenerator.Fill);

            return new()
            {
                Description = $"{Path.GetFullPath(path)}, {SqliteLibrary.Load()}",
                Configuration = configuration,
                Log = new SqliteEventLog(writer),
                Lanes = new SqliteLaneStore(writer),
                Leases = new SoleLeases(),
                History = new SqliteHistory(readers),
                Retention = new SqliteRetention(writer, readers),
                Sessions = new SqliteSessions(writer, readers),
                Replays = new SqliteReplays(writer, readers, missed),
                Clock = clock,
                Vault = vault,
                Metrics = metrics,
                Close = () => Close(storage),
            };
        }
        catch
        {
            storage?.Dispose();
            metrics.Dispose();
            throw;
        }
    }

    private static ValueTask Close(SqliteStorage storage)
    {
        storage.Dispose();
        return default;
    }
}
