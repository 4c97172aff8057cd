namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>The life of a process, which a test may end between any two of its steps. Who takes a step afterwards waits for ever.</summary>
internal sealed class Life
{
    private static readonly TaskCompletionSource Never = new();

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _steps;

    /// <summary>The number of the step in place of which it ends; 0 for none.</summary>
    public int EndsAt { get; init; }

    public int Steps => Volatile.Read(ref _steps);

    public bool HasEnded => _ended.Task.IsCompleted;

    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();

    public Task Step()
    {
        if (!HasEnded && Interlocked.Increment(ref _steps) == EndsAt)
        {
            End();
        }

        return HasEnded ? Never.Task : Task.CompletedTask;
    }
}
