using Microsoft.Extensions.Logging;
using Npgsql;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Leases;

/// <summary>Proves again and again that this node is alive, and measures the database's clock with it.</summary>
/// <remarks>
/// On a thread and a connection of its own, and waiting for nothing but that connection: neither a pool without a free thread nor one without a free connection
/// may make this node look dead.
/// </remarks>
internal sealed partial class Heartbeat
{
    private static readonly TimeSpan FarOff = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly NodeRow _row;
    private readonly NodeTerm _term;
    private readonly PostgresClock _clock;
    private readonly TimeSpan _every;
    private readonly FullJitter _jitter;
    private readonly ILogger _logger;
    private readonly object _pause = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hurried;
    private volatile bool _stopped;
    private NpgsqlConnection? _connection;
    private bool _failing;
    private bool _farOff;

    private Heartbeat(NpgsqlDataSource source, NodeRow row, NodeTerm term, PostgresClock clock, TimeSpan every, FullJitter jitter, ILogger logger) =>
        (_source, _row, _term, _clock, _every, _jitter, _logger) = (source, row, term, clock, every, jitter, logger);

    /// <summary>Starts one. Completes with its first proof, or fails with what that failed with, and then nothing runs.</summary>
    public static async Task<Heartbeat> StartAsync(
        NpgsqlDataSource source, NodeRow row, NodeTerm term, PostgresClock clock, TimeSpan every, FullJitter jitter, ILogger logger)
    {
        var heartbeat = new Heartbeat(source, row, term, clock, every, jitter, logger);
        new Thread(heartbeat.Run) { IsBackground = true, Name = "posthorn heartbeat", Priority = ThreadPriority.AboveNormal }.Start();
        await heartbeat._first.Task;
        return heartbeat;
    }

    /// <summary>Proves at once, and does not wait for the time to come.</summary>
    public void Hurry()
    {
        lock (_pause)
        {
            _hurried = true;
            Monitor.Pulse(_pause);
        }
    }

    /// <summary>Ends it.</summary>
    /// <returns>Completes when nothing is proved any more; a proof that is under way may take as long as a statement may.</returns>
    public Task StopAsync()
    {
        _stopped = true;
        Hurry();
        return _ended.Task;
    }

    private void Run()
    {
        while (!_stopped)
        {
            Pause(Beat());
        }

        _connection?.Dispose();
        _ended.SetResult();
    }

    // No timer: those fire on the pool's threads.
    private void Pause(TimeSpan wait)
    {
        lock (_pause)
        {
            if (!_hurried)
            {
                _ = Monitor.Wait(_pause, wait);
            }

            _hurried = false;
        }
    }

    /// <returns>When the next one is due.</returns>
    private TimeSpan Beat()
    {
        var began = _clock.GetTimestamp();
        try
        {
            _connection ??= _source.OpenConnection();
            Prove(_connection);
            MeasureClock(_connection);
            Succeeded();
            var left = _every - _clock.GetElapsedTime(began);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            return Failed(exception);
        }
    }

    private void Prove(NpgsqlConnection connection)
    {
        var (sent, wall, term) = (_clock.GetTimestamp(), _clock.Machine.GetUtcNow(), _term.Registered);
        if (term == 0 || !_row.Prove(connection, term))
        {
            (sent, wall) = (_clock.GetTimestamp(), _clock.Machine.GetUtcNow());
            var next = _row.Register(connection);
            Tell(term, next);
            term = next;
        }

        _term.Prove(new(term, sent, wall));
    }

    private void MeasureClock(NpgsqlConnection connection)
    {
        var (asked, began) = (_clock.Machine.GetUtcNow(), _clock.GetTimestamp());
        var answer = NodeRow.ReadClock(connection);
        _clock.Measure(asked, _clock.GetElapsedTime(began), answer);

        var farOff = _clock.Distance.Duration() > FarOff;
        if (farOff && !_farOff)
        {
            Log.ClockFarOff(_logger, _clock.Distance);
        }

        _farOff = farOff;
    }

    private void Succeeded()
    {
        if (_failing)
        {
            Log.Back(_logger);
        }

        _failing = false;
        _jitter.Reset();
        _ = _first.TrySetResult();
    }

    private TimeSpan Failed(Exception exception)
    {
        _connection?.Dispose();
        _connection = null;
        if (_first.TrySetException(exception))
        {
            _stopped = true;
        }
        else if (!_failing)
        {
            Log.Failed(_logger, StoreFailure.Describe(exception));
        }

        _failing = true;
        return _stopped ? TimeSpan.Zero : _jitter.Next();
    }

    private void Tell(long before, long term)
    {
        if (before == 0)
        {
            Log.Registered(_logger, term);
        }
        else
        {
            Log.WasDeclaredDead(_logger, before, term);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NodeRegistered, LogLevel.Information, "This node is alive as term {Term}")]
        public static partial void Registered(ILogger logger, long term);

        [LoggerMessage(
            EventIds.NodeWasDeclaredDead,
            LogLevel.Warning,
            "Another node declared this one dead (term {Before}): its proofs came too late, or two nodes were started under one name. It goes on with nothing, as term {Term}")]
        public static partial void WasDeclaredDead(ILogger logger, long before, long term);

        [LoggerMessage(EventIds.HeartbeatFailed, LogLevel.Warning, "This node cannot prove that it is alive: {Reason}. Tried again until it can")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(EventIds.HeartbeatBack, LogLevel.Information, "This node proves again that it is alive")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(
            EventIds.ClockFarOff,
            LogLevel.Warning,
            "The clock of this machine and that of the database differ by {Distance}. One of them is wrong, and receivers refuse signatures of a wrong time")]
        public static partial void ClockFarOff(ILogger logger, TimeSpan distance);
    }
}
