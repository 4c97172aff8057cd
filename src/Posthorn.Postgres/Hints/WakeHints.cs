using Microsoft.Extensions.Logging;
using Npgsql;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Hints;

/// <summary>Tells other nodes that a lane has something to do, or that the configuration has changed, so that they need not wait until they look by themselves.</summary>
/// <remarks>
/// Nothing depends on it: a hint may be lost. Sent apart from everybody's transactions, many in one, for each takes a lock of the whole database. Behind
/// a pooler nobody can listen, and so nothing is sent. Safe for any number of threads.
/// </remarks>
internal sealed partial class WakeHints : IAsyncDisposable
{
    private readonly PendingHints _pending = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HintSender _sender;
    private readonly HintListener _listener;
    private readonly bool _canListen;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _every;
    private readonly Func<FullJitter> _jitter;
    private readonly ILogger _logger;
    private readonly Task _work;

    /// <param name="source">The pool that hints are sent through.</param>
    /// <param name="listening">Where the connection that listens comes from; null where a pooler is between.</param>
    /// <param name="term">The term of this node, whose own hints it does not hear.</param>
    /// <param name="jitter">Makes the waits after failures.</param>
    public WakeHints(NpgsqlDataSource source, NpgsqlDataSource? listening, Func<long> term, TimeProvider clock, TimeSpan every, Func<FullJitter> jitter, ILogger logger)
    {
        (_clock, _every, _jitter, _logger) = (clock, every, jitter, logger);
        _canListen = listening is not null;
        _sender = new(source, term);
        _listener = new(listening ?? source, term, OnLanes, OnConfiguration);
        _work = _canListen ? Task.WhenAll(Task.Run(SendAsync), Task.Run(ListenAsync)) : Task.CompletedTask;
    }

    /// <summary>Another node has stored something for these endpoints, on a thread of the pool.</summary>
    public event Action<IReadOnlyList<long>>? Heard;

    /// <summary>Another node has changed the configuration, on a thread of the pool.</summary>
    public event Action? ConfigurationHeard;

    /// <summary>Completes once this node listens; never behind a pooler.</summary>
    public Task Listening => _listener.Listening;

    /// <summary>Tells the other nodes soon. Does not wait.</summary>
    public void Add(IEnumerable<long> endpointKeys)
    {
        if (_canListen)
        {
            _pending.Add(endpointKeys);
        }
    }

    /// <summary>Tells the other nodes soon that the configuration has changed. Does not wait.</summary>
    public void AddConfiguration()
    {
        if (_canListen)
        {
            _pending.AddConfiguration();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _pending.Dispose();
        _stop.Dispose();
    }

    private Task SendAsync() => RepeatAsync(async works =>
    {
        await _pending.WaitAsync(_stop.Token);
        await Task.Delay(_every, _clock, _stop.Token);
        var (lanes, configuration) = _pending.Take();
        await _sender.SendAsync(lanes, configuration, _stop.Token);
        works();
    });

    private Task ListenAsync() => RepeatAsync(works => _listener.ListenAsync(works, _stop.Token));

    private async Task RepeatAsync(Func<Action, Task> step)
    {
        var (jitter, failing) = (_jitter(), false);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await step(Works);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!failing)
                {
                    Log.Failed(_logger, StoreFailure.Describe(exception));
                }

                failing = true;
                await Task.Delay(jitter.Next(), _clock, _stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }

        void Works()
        {
            if (failing)
            {
                Log.Back(_logger);
            }

            failing = false;
            jitter.Reset();
        }
    }

    private void OnLanes(IReadOnlyList<long> endpointKeys) => Tell(() => Heard?.Invoke(endpointKeys));

    private void OnConfiguration() => Tell(() => ConfigurationHeard?.Invoke());

    private void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            Log.ListenerBroke(_logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.HintsFailed, LogLevel.Warning, "Hints between nodes do not pass: {Reason}. Nothing is lost, but deliveries may start up to a second later")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(EventIds.HintsBack, LogLevel.Information, "Hints between nodes pass again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(EventIds.HintNotTakenUp, LogLevel.Error, "A hint was not taken up")]
        public static partial void ListenerBroke(ILogger logger, Exception exception);
    }
}
