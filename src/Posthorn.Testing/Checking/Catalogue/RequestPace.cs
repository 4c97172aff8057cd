namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>Not more than so many requests a second, ten of which may go at once. Safe for any number of threads.</summary>
internal sealed class RequestPace(int mostPerSecond, TimeProvider clock)
{
    private const int AtOnce = 10;

    private readonly Lock _gate = new();
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1.0 / mostPerSecond);
    private DateTimeOffset _promised = DateTimeOffset.MinValue;

    public async Task WaitAsync(CancellationToken stop)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _promised = (_promised > now ? _promised : now) + _interval;
            wait = _promised - now - (_interval * AtOnce);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stop);
        }
    }
}
