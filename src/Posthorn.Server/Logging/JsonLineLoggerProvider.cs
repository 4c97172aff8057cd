using Microsoft.Extensions.Logging;

namespace Posthorn.Server.Logging;

/// <summary>Logs as lines of JSON: one object a line, for machines first.</summary>
internal sealed class JsonLineLoggerProvider(Stream output, TimeProvider clock) : ILoggerProvider
{
    private readonly LogPipe _pipe = new(output);

    public ILogger CreateLogger(string categoryName) => new JsonLineLogger(categoryName, _pipe, clock);

    public void Dispose() => _pipe.Dispose();
}
