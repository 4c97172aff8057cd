using System.Collections.Concurrent;

namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>The streams that are open: one a session.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<string, AudioStream> _open = new(StringComparer.Ordinal);

    /// <returns>False when the session is being streamed to already.</returns>
    public bool TryOpen(string sessionId, AudioStream stream) => _open.TryAdd(sessionId, stream);

    public void Close(string sessionId, AudioStream stream) => _ = _open.TryRemove(new(sessionId, stream));

    /// <summary>Ends a session's stream, if it has one, and waits until what came is written down.</summary>
    public Task EndAsync(string sessionId) => _open.TryGetValue(sessionId, out var stream) ? stream.EndAsync() : Task.CompletedTask;
}
