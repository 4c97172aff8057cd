using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Keeps what this node knows of the configuration level with what is stored, and lets one change of it happen at a time.</summary>
/// <remarks>
/// A change is checked against all that is stored when it is: others' changes are taken over first, and where one slips in between, the store refuses and
/// the change begins again. Safe for any number of threads.
/// </remarks>
internal sealed partial class ConfigurationWatch(IConfigurationStore store, TimeProvider clock, ILogger<ConfigurationWatch> logger) : IDisposable
{
    private const int MostTries = 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ILogger _logger = new UnfailingLogger(logger);
    private readonly List<Action<ConfigurationChanges>> _takers = [];
    private int _failures;

    /// <summary>How often a node looks for what others have changed. What is revoked on one opens doors on the others for as long.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the last looks at the store went well.</summary>
    public bool IsLevel => Volatile.Read(ref _failures) == 0;

    /// <summary>Whoever keeps a part of the configuration in memory. Called at start-up, in the order in which changes are to be taken over.</summary>
    public void AddTaker(Action<ConfigurationChanges> taker) => _takers.Add(taker);

    /// <summary>Makes a change: checks and stores, then takes over into memory. Called again from its beginning when another node was quicker.</summary>
    public async ValueTask<T> ChangeAsync<T>(Func<ValueTask<T>> change)
    {
        await _turn.WaitAsync();
        try
        {
            for (var tries = 1; ; tries++)
            {
                await TakeOverAsync();
                try
                {
                    return await change();
                }
                catch (StaleConfigurationException) when (tries < MostTries)
                {
                    // Somebody else's came first, and may stand against this one.
                }
            }
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>Takes over what others have changed.</summary>
    public async ValueTask LookAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await TakeOverAsync();
            Volatile.Write(ref _failures, 0);
        }
        catch (Exception exception)
        {
            if (Interlocked.Increment(ref _failures) == 1)
            {
                Log.NotLooked(_logger, exception);
            }
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>Looks again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!stopping.IsCancellationRequested)
            {
                await LookAsync();
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask TakeOverAsync()
    {
        if (await store.ChangesAsync() is { } changes)
        {
            foreach (var taker in _takers)
            {
                taker(changes);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConfigurationNotRead, LogLevel.Error, "Changes of the configuration by other nodes could not be read; this node goes on with what it knows, and looks again")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
