using System.Collections.Concurrent;

namespace Posthorn.Relay.Keeping;

/// <summary>Wakes those who wait for the next arrival of a source. Who waits enters before it looks, so nothing is committed unnoticed in between.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ArrivalNews
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _next = new();

    /// <summary>Ends when something has come after this call.</summary>
    public Task Next(long sourceKey) => _next.GetOrAdd(sourceKey, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Tell(long sourceKey)
    {
        if (_next.TryRemove(sourceKey, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
