using System.Threading.Tasks.Sources;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>A change with a result. The command is itself the promise that its caller awaits: one object a change.</summary>
/// <remarks>Worked on by one pump at a time.</remarks>
internal abstract class WriteCommand<TResult> : IWriteCommand, IValueTaskSource<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _promise = new() { RunContinuationsAsynchronously = true };
    private bool _told;

    public virtual int Weight => 1;

    /// <summary>To be awaited once.</summary>
    internal ValueTask<TResult> Promise => new(this, _promise.Version);

    /// <summary>What its caller is told once the change is committed.</summary>
    internal TResult Result { get; set; } = default!;

    TResult IValueTaskSource<TResult>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);

    public void Complete()
    {
        if (!_told)
        {
            _told = true;
            _promise.SetResult(Result);
        }
    }

    public void Fail(Exception reason)
    {
        if (!_told)
        {
            _told = true;
            _promise.SetException(reason);
        }
    }
}
