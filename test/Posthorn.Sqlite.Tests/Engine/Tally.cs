namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Counts what happens, and is waited for by number. Safe for any number of threads.</summary>
internal sealed class Tally(string of)
{
    /// <summary>Ends a test that would hang. No test is about how long this is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public void Add()
    {
        lock (_gate)
        {
            _count++;
            foreach (var (_, reached) in _awaited.Where(one => one.Count <= _count))
            {
                _ = reached.TrySetResult();
            }

            _ = _awaited.RemoveAll(one => one.Count <= _count);
        }
    }

    /// <summary>Completes once there have been so many.</summary>
    public async Task Reaches(int count)
    {
        Task reached;
        lock (_gate)
        {
            if (_count >= count)
            {
                return;
            }

            var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, awaited));
            reached = awaited.Task;
        }

        try
        {
            await reached.WaitAsync(Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"There were {Count} of {count} {of}, and no more came.", exception);
        }
    }
}
