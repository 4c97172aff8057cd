using System.Threading.Tasks.Sources;

namespace Posthorn.Bench.Floors;

/// <summary>An event of the durable floor: its request waits on <see cref="Stored"/> until the commit that holds it is on disk.</summary>
internal sealed class FloorEvent(long id, int endpoint, byte[] body) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _stored = new() { RunContinuationsAsynchronously = true };

    public long Id { get; } = id;

    public int Endpoint { get; } = endpoint;

    public byte[] Body { get; } = body;

    public ValueTask Stored => new(this, _stored.Version);

    public void SetStored() => _stored.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _stored.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _stored.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _stored.OnCompleted(continuation, state, token, flags);
}
