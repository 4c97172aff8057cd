using System.Diagnostics.CodeAnalysis;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>The one writer of the database: a thread that commits everything that was queued while its last commit was on its way.</summary>
/// <remarks>
/// No timer gathers a batch: a lone change is committed at once, and under load batches grow by themselves. Only changes that nobody waits
/// for linger a few milliseconds, to ride along with one that somebody does.
/// A change is completed only after its commit returned, with <c>synchronous=FULL</c>: then it is on disk.
/// Safe for any number of callers.
/// </remarks>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Bounds how long one commit can keep the first of its callers waiting.</summary>
    private const int LargestBatch = 512;

    private const int LingerMilliseconds = 5;

    private const string Begin = "begin immediate";
    private const string Commit = "commit";
    private const string Rollback = "rollback";

    private readonly SqliteConnection _connection;
    private readonly Action<int> _committed;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private List<WriteCommand> _queued = [];
    private List<WriteCommand> _taken = [];
    private bool _idle;
    private bool _awaited;
    private bool _closed;

    /// <param name="committed">Told the size of each batch that was committed, on the writer's thread.</param>
    public SqliteWriter(SqliteConnection connection, Action<int> committed)
    {
        _connection = connection;
        _committed = committed;
        _thread = new(Work) { Name = "posthorn-sqlite-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Queues a change and completes when it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable; nothing of it was stored.</exception>
    public ValueTask<TResult> RunAsync<TResult>(WriteCommand<TResult> command)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException<TResult>(new StoreUnavailableException("The store is closed."));
            }

            _queued.Add(command);
            _awaited |= !command.CanWait;
            if (_idle && (_awaited || _queued.Count == 1))
            {
                Monitor.Pulse(_gate);
            }
        }

        return command.Promise;
    }

    /// <summary>Commits what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Work()
    {
        while (TakeQueued())
        {
            for (var first = 0; first < _taken.Count; first += LargestBatch)
            {
                Settle(_taken, first, Math.Min(LargestBatch, _taken.Count - first));
            }

            _taken.Clear();
        }
    }

    // Without this thread every caller would wait for ever, so nothing ends it; and whatever happens, each of them gets an answer.
    private void Settle(List<WriteCommand> commands, int first, int count)
    {
        try
        {
            CommitTogether(commands, first, count);
        }
        catch (Exception reason)
        {
            RollBack();
            for (var i = first; i < first + count; i++)
            {
                commands[i].Fail(reason);
            }
        }
    }

    private bool TakeQueued()
    {
        lock (_gate)
        {
            while (_queued.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                WaitForMore(Timeout.Infinite);
            }

            if (!_awaited && !_closed)
            {
                WaitForMore(LingerMilliseconds);
            }

            _awaited = false;
            (_queued, _taken) = (_taken, _queued);
            return true;
        }
    }

    private void WaitForMore(int milliseconds)
    {
        _idle = true;
        _ = Monitor.Wait(_gate, milliseconds);
        _idle = false;
    }

    private void CommitTogether(List<WriteCommand> commands, int first, int count)
    {
        if (!TryBegin(out var refusal))
        {
            for (var i = first; i < first + count; i++)
            {
                commands[i].Fail(refusal);
            }

            return;
        }

        try
        {
            for (var i = first; i < first + count; i++)
            {
                commands[i].Run(_connection);
            }

            _ = _connection.Kept(Commit).Execute();
        }
        catch (Exception reason)
        {
            RollBack();
            CommitApart(commands, first, count, reason);
            return;
        }

        for (var i = first; i < first + count; i++)
        {
            commands[i].Complete();
        }

        Tell(count);
    }

    // None of the changes is at fault when there is no transaction to be had, and none would get one alone.
    private bool TryBegin([NotNullWhen(false)] out StoreUnavailableException? refusal)
    {
        try
        {
            _ = _connection.Kept(Begin).Execute();
            refusal = null;
            return true;
        }
        catch (SqliteException reason)
        {
            RollBack();
            refusal = Refusal(reason);
            return false;
        }
    }

    private static StoreUnavailableException Refusal(Exception reason) => new("The change could not be stored: " + reason.Message, reason);

    private void Tell(int count)
    {
        try
        {
            _committed(count);
        }
        catch (Exception)
        {
            // Whoever listens must not stop the one who works.
        }
    }

    // One bad change must not take its neighbours down: alone, each shows whether it was the one.
    private void CommitApart(List<WriteCommand> commands, int first, int count, Exception reason)
    {
        if (count == 1)
        {
            commands[first].Fail(reason is SqliteException or StoreUnavailableException ? Refusal(reason) : reason);
            return;
        }

        for (var i = first; i < first + count; i++)
        {
            CommitTogether(commands, i, 1);
        }
    }

    private void RollBack()
    {
        // A change that broke in the middle of a read would leave its statement unusable, and with it every later change of its kind.
        _connection.ResetKept();
        try
        {
            if (_connection.InTransaction)
            {
                _ = _connection.Kept(Rollback).Execute();
            }
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself (disk full, I/O error); the next begin tells if it has not.
        }
    }
}
