namespace Posthorn.Delivery.Pulling;

/// <summary>One who waits for more of a partner's feed: it rises, looks, sleeps, and when it is woken begins again. For one caller.</summary>
internal sealed class FeedReader(FeedReaders readers, long partnerKey, long after) : IDisposable
{
    private TaskCompletionSource _news = NewSleep();
    private volatile bool _isAsleep;
    private volatile bool _isNewlyAsleep;

    public long PartnerKey => partnerKey;

    /// <summary>The place up to which it has read.</summary>
    public long After => after;

    /// <summary>Before it looks: what is committed from here on ends the sleep that follows.</summary>
    public void Rise()
    {
        _isAsleep = false;
        if (_news.Task.IsCompleted)
        {
            Volatile.Write(ref _news, NewSleep());
        }
    }

    /// <summary>Sleeps until there may be something.</summary>
    /// <returns>False when the time is over, or nobody shall wait any more.</returns>
    public async Task<bool> SleepAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        var news = _news.Task;

        // In this order: whoever looks for sleepers in between finds it the next time.
        _isAsleep = true;
        _isNewlyAsleep = true;
        if (time <= TimeSpan.Zero || readers.IsClosed)
        {
            return false;
        }

        await news.WaitAsync(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return news.IsCompleted && !readers.IsClosed;
    }

    public void Dispose() => readers.Leave(this);

    internal void Wake() => Volatile.Read(ref _news).TrySetResult();

    internal bool IsLookedFor(bool all)
    {
        if (!_isAsleep)
        {
            return false;
        }

        var isNew = _isNewlyAsleep;
        _isNewlyAsleep = false;
        return all || isNew;
    }

    private static TaskCompletionSource NewSleep() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
