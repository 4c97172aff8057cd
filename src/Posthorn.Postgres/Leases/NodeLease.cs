using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Opening;

namespace Posthorn.Postgres.Leases;

/// <summary>The lanes of one node among many: held as long as the node proves to be alive.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class NodeLease : ILaneLeases, IAsyncDisposable
{
    // No other name is empty: nobody is taken for the former life of a node without one.
    private const string NoName = "";

    private readonly NpgsqlDataSource _source;
    private readonly NodeTerm _term;
    private readonly Heartbeat _heartbeat;
    private readonly DeadNodes _dead;
    private readonly ILogger _logger;

    private NodeLease(NpgsqlDataSource source, NodeTerm term, Heartbeat heartbeat, DeadNodes dead, ILogger logger)
    {
        (_source, _term, _heartbeat, _dead, _logger) = (source, term, heartbeat, dead, logger);
        _term.Changed += OnChanged;
    }

    public event Action? TermChanged;

    public long Term => _term.Current;

    /// <summary>The term that was registered last, also while it is not sure that it still holds: what other nodes know this one by.</summary>
    public long Registered => _term.Registered;

    public bool IsSole => false;

    /// <summary>Registers this node. Completes when it is alive, and a former life of the same name is dead.</summary>
    /// <param name="source">The pool for claims.</param>
    /// <param name="heartbeatSource">Where the heartbeat gets a connection of its own.</param>
    public static async Task<NodeLease> StartAsync(
        NpgsqlDataSource source, NpgsqlDataSource heartbeatSource, PostgresOptions options, PostgresClock clock, Dice dice, ILogger logger)
    {
        var term = new NodeTerm(clock.Machine, options.StopAfter);
        var jitter = new FullJitter(dice, options.Heartbeat / 8, options.Heartbeat);
        try
        {
            var row = new NodeRow(options.NodeName ?? NoName, ProgramVersion(), options.Lease);
            var heartbeat = await Heartbeat.StartAsync(heartbeatSource, row, term, clock, options.Heartbeat, jitter, logger);
            var lease = new NodeLease(source, term, heartbeat, new(source, clock.Machine, logger), logger);
            await lease.DeclareFormerAsync(options.NodeName);
            return lease;
        }
        catch
        {
            term.Dispose();
            throw;
        }
    }

    public async ValueTask<GrantedLanes> AcquireAsync(IReadOnlyCollection<long> endpointKeys)
    {
        var term = Term;
        if (term == 0 || endpointKeys.Count == 0)
        {
            return new(term, []);
        }

        if (await StoreFailure.TranslatedAsync(() => LaneRows.AcquireAsync(_source, term, [.. endpointKeys])) is { } granted)
        {
            return new(term, granted);
        }

        Hurry();
        return new(term, []);
    }

    public async ValueTask ReleaseAsync(IReadOnlyCollection<long> endpointKeys)
    {
        if (endpointKeys.Count > 0)
        {
            await StoreFailure.TranslatedAsync(() => LaneRows.ReleaseAsync(_source, Registered, [.. endpointKeys]));
        }
    }

    public async ValueTask<LaneShare> ShareAsync() => await StoreFailure.TranslatedAsync(() => LaneRows.ShareAsync(_source));

    /// <summary>Declares those nodes dead that have not proved in time that they are alive. Called again and again; cheap as long as all are.</summary>
    /// <returns>The terms of all dead that still have a row: what they had claimed is an orphan. Delete the row of one that has nothing left.</returns>
    public async ValueTask<IReadOnlyList<long>> DeclareDeadAsync() => await StoreFailure.TranslatedAsync(() => _dead.DeclareAsync(Registered));

    /// <summary>Looks at once whether this node is still alive. For whoever finds that a claim was refused because it is not.</summary>
    public void Hurry() => _heartbeat.Hurry();

    /// <summary>
    /// Ends this node in order, when it works nothing any more: its lanes are free at once, and nobody waits for its time to run out. Where the
    /// database is away, that is what happens instead: an end is never held up by it.
    /// </summary>
    public async ValueTask RetireAsync()
    {
        await _heartbeat.StopAsync();
        var term = Registered;
        _term.End();
        if (term != 0)
        {
            try
            {
                await StoreFailure.TranslatedAsync(() => _dead.RetireAsync(term));
            }
            catch (StoreUnavailableException away)
            {
                Log.NotRetired(_logger, away.Message);
            }
        }
    }

    /// <summary>Stops proving that this node is alive. Without <see cref="RetireAsync"/> before it, others find that out when its time is over, as after a crash.</summary>
    public async ValueTask DisposeAsync()
    {
        await _heartbeat.StopAsync();
        _term.End();
        _term.Dispose();
    }

    private static string ProgramVersion() =>
        typeof(NodeLease).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private async Task DeclareFormerAsync(string? name)
    {
        try
        {
            _ = await _dead.DeclareAsync(Registered, name);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private void OnChanged()
    {
        try
        {
            TermChanged?.Invoke();
        }
        catch (Exception exception)
        {
            Log.ListenerBroke(_logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ListenerBroke, LogLevel.Error, "A change of this node's term was not taken up")]
        public static partial void ListenerBroke(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.NotRetired, LogLevel.Warning, "This node has ended without telling the others, who take over when its time is over: {Reason}")]
        public static partial void NotRetired(ILogger logger, string reason);
    }
}
