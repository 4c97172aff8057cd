using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>An endpoint that answers nothing until the test says what. Safe for any number of threads.</summary>
internal sealed class HeldRequests
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<AttemptOutcome>> _held = new();

    public Tally Arrived { get; } = new("held requests");

    public async ValueTask<AttemptOutcome> Hold(Sent sent, CancellationToken stop)
    {
        var held = new TaskCompletionSource<AttemptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _held.Enqueue(held);
        }

        Arrived.Add();
        return await held.Task.WaitAsync(stop);
    }

    /// <summary>Answers so many of those that wait, the oldest first.</summary>
    public void Answer(int count, AttemptOutcome outcome)
    {
        for (var i = 0; i < count; i++)
        {
            TaskCompletionSource<AttemptOutcome> next;
            lock (_gate)
            {
                next = _held.Dequeue();
            }

            next.SetResult(outcome);
        }
    }
}
