using Microsoft.Extensions.Logging;

namespace Posthorn.Receiver.Tests.Running;

/// <summary>Keeps what was logged.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(int Id, string Text)> _lines = [];

    public IReadOnlyList<string> Of(int id)
    {
        lock (_gate)
        {
            return [.. _lines.Where(line => line.Id == id).Select(static line => line.Text)];
        }
    }

    public string All
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines.Select(static line => line.Text));
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Add((eventId.Id, $"{formatter(state, exception)} {exception}"));
        }
    }
}
