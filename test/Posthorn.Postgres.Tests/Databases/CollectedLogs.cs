using Microsoft.Extensions.Logging;

namespace Posthorn.Postgres.Tests.Databases;

/// <summary>Keeps what was logged, and tells who waits for an event.</summary>
internal sealed class CollectedLogs : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(int Id, string Text)> _lines = [];
    private readonly List<(int Id, int Count, TaskCompletionSource Waiter)> _waiters = [];

    public IReadOnlyList<(int Id, string Text)> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Completes once an event of this id was logged.</summary>
    public Task Of(int id) => CountOf(id, 1);

    /// <summary>Completes once an event of this id was logged so often.</summary>
    public Task CountOf(int id, int count)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiters.Add((id, count, waiter));
            TellWaiters();
        }

        return waiter.Task;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Add((eventId.Id, formatter(state, exception)));
            TellWaiters();
        }
    }

    private void TellWaiters()
    {
        foreach (var (id, count, waiter) in _waiters)
        {
            if (_lines.Count(line => line.Id == id) >= count)
            {
                _ = waiter.TrySetResult();
            }
        }
    }
}
