namespace Posthorn.Cli.Demo;

/// <summary>Wakes those who wait for something to become true, each time that it may have.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class TaskSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public async Task UntilAsync(Func<bool> isTrue, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before looking, so that what changes in between is not missed.
            var next = Volatile.Read(ref _next).Task;
            if (isTrue())
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
