using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Posthorn.Postgres.Tests.Databases;

/// <summary>Keeps what was logged, and tells who waits for an event.</summary>
internal sealed class CollectedLogs : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();

    public IReadOnlyList<(int Id, string Text)> Lines => [.. _lines];

    /// <summary>Completes once an event of this id was logged.</summary>
    public Task Of(int id) => Awaited(id).Task;

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
        _lines.Enqueue((eventId.Id, formatter(state, exception)));
        _ = Awaited(eventId.Id).TrySetResult();
    }

    private TaskCompletionSource Awaited(int id) => _awaited.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
