using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;

namespace Posthorn.Hosting;

/// <summary>The store and the vault over it, opened before anything is built on them: a wrong key or a store that is not safe stops the start here.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    /// <summary>What it is and where, in one line for people. No credentials.</summary>
    public required string Description { get; init; }

    public required IConfigurationStore Configuration { get; init; }

    public required IEventLog Log { get; init; }

    public required ILaneStore Lanes { get; init; }

    public required ILaneLeases Leases { get; init; }

    public required IHistory History { get; init; }

    /// <summary>Null where no other node can store anything.</summary>
    public IFeedNews? News { get; init; }

    public required IRetention Retention { get; init; }

    public required ISessionStore Sessions { get; init; }

    public required IReplayStore Replays { get; init; }

    /// <summary>The clock that all nodes on this store share.</summary>
    public required TimeProvider Clock { get; init; }

    public required SecretVault Vault { get; init; }

    public required DeliveryMetrics Metrics { get; init; }

    /// <summary>Lets what other nodes tell reach this one's lanes and configuration.</summary>
    public Action<LaneSet, ConfigurationWatch> Listen { get; init; } = static (_, _) => { };

    /// <summary>Closes the store itself.</summary>
    public required Func<ValueTask> Close { get; init; }

    /// <param name="missed">What endpoints want, for replays of events that they missed.</param>
    /// <exception cref="StartRefusedException">It cannot be opened, or its secrets cannot.</exception>
    public static Task<OpenStore> OpenAsync(StoreOptions options, MissedEvents missed, TimeProvider clock, ILoggerFactory logs) =>
        StorageKind.Of(options.Storage) == StorageKind.Postgres
            ? PostgresOpening.OpenAsync(options, missed, clock, logs)
            : SqliteOpening.OpenAsync(options, missed, clock);

    public async ValueTask DisposeAsync()
    {
        Vault.Dispose();
        await Close();
        Metrics.Dispose();
    }
}
