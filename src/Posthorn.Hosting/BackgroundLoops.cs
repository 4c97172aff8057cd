namespace Posthorn.Hosting;

/// <summary>The loops that run as long as the engine does. One that ends before it is told to is a fault that somebody must hear of.</summary>
internal sealed class BackgroundLoops : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(string Name, Task Running)> _loops = [];

    /// <summary>The names of loops that are no longer running.</summary>
    public IEnumerable<string> Ended => _loops.Where(static loop => loop.Running.IsCompleted).Select(static loop => loop.Name);

    /// <summary>Starts a loop. Called at start-up, by one thread.</summary>
    public void Add(string name, Func<CancellationToken, Task> loop) => _loops.Add((name, loop(_stopping.Token)));

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        foreach (var (_, running) in _loops)
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }
}
