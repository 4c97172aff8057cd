using System.Collections.Concurrent;
using System.Threading.Channels;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Tests.Running;

/// <summary>Keeps what a listener tells, in short words, and hands them over one after the other.</summary>
internal sealed class ToldWatch : IListenWatch
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _all = [];
    private int _connections;

    public int Connections => Volatile.Read(ref _connections);

    public IReadOnlyCollection<string> All => _all;

    /// <summary>The next one that begins so; what was told before it is passed over.</summary>
    public async Task<string> UntilAsync(string beginning)
    {
        using var late = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            if (await _told.Reader.ReadAsync(late.Token) is var told && told.StartsWith(beginning, StringComparison.Ordinal))
            {
                return told;
            }
        }
    }

    public void Connected(long behind)
    {
        Interlocked.Increment(ref _connections);
        Tell($"connected {behind}");
    }

    public void Disconnected(string reason) => Tell($"disconnected {reason}");

    public void Postponed(Arrival arrival, ForwardResult result, TimeSpan wait) => Tell($"postponed {arrival.Sequence} {result.Problem}");

    public void Forwarded(Arrival arrival, ForwardResult result) => Tell($"forwarded {arrival.Sequence} {(object?)result.Status ?? result.Problem}");

    public void Gone(long count, string reason) => Tell($"gone {count} {reason}");

    public void OtherStore() => Tell("other store");

    private void Tell(string word)
    {
        _all.Enqueue(word);
        _ = _told.Writer.TryWrite(word);
    }
}
