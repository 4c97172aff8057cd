using System.Threading.Channels;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>Changes of one kind, and the few pumps that commit them: each takes all that was queued while its last commit was on its way.</summary>
/// <remarks>
/// No timer gathers a batch where somebody waits: a lone change is committed at once, and under load batches grow by themselves.
/// Safe for any number of callers.
/// </remarks>
internal sealed class WriteQueue<TCommand> : IAsyncDisposable
    where TCommand : class, IWriteCommand
{
    private readonly Channel<TCommand> _queued = Channel.CreateUnbounded<TCommand>();
    private readonly BatchLimits _limits;
    private readonly TimeProvider _clock;
    private readonly Task[] _pumps;

    public WriteQueue(WriteParts parts, BatchLimits limits, Func<BatchWriter<TCommand>> makeWriter)
    {
        (_limits, _clock) = (limits, parts.Clock);
        _pumps = new Task[limits.Pumps];
        for (var i = 0; i < _pumps.Length; i++)
        {
            var run = new BatchRun<TCommand>(parts, makeWriter());
            _pumps[i] = Task.Run(() => PumpAsync(run));
        }
    }

    /// <summary>Queues a change; its promise is kept when it is committed.</summary>
    public void Add(TCommand command)
    {
        if (!_queued.Writer.TryWrite(command))
        {
            command.Fail(new StoreUnavailableException("The store is closed."));
        }
    }

    /// <summary>Commits what is queued, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = _queued.Writer.TryComplete();
        await Task.WhenAll(_pumps);
    }

    private async Task PumpAsync(BatchRun<TCommand> run)
    {
        var taken = new TCommand[_limits.Most];
        var last = 0;
        while (await _queued.Reader.WaitToReadAsync())
        {
            // Under load the next batch has gathered while the last was on its way.
            if (_limits.Linger > TimeSpan.Zero && last < _limits.Enough && _queued.Reader.Count < _limits.Enough)
            {
                await Task.Delay(_limits.Linger, _clock);
            }

            last = Take(taken);
            if (last > 0)
            {
                await run.RunAsync(new(taken, 0, last));
                Array.Clear(taken, 0, last);
            }
        }
    }

    private int Take(TCommand[] taken)
    {
        var (count, weight) = (0, 0);
        while (count < taken.Length && weight < _limits.MostBytes && _queued.Reader.TryRead(out var command))
        {
            taken[count++] = command;
            weight += command.Weight;
        }

        return count;
    }
}
