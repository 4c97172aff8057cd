using System.Threading.Tasks.Sources;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>A change with a result. The command is itself the promise that its caller awaits: one object a change.</summary>
internal abstract class WriteCommand<TResult> : WriteCommand, IValueTaskSource<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _promise = new() { RunContinuationsAsynchronously = true };
    private TResult _result = default!;

    /// <summary>To be awaited once.</summary>
    internal ValueTask<TResult> Promise => new(this, _promise.Version);

    TResult IValueTaskSource<TResult>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);

    internal sealed override void Run(SqliteConnection connection) => _result = Apply(connection);

    internal sealed override void Complete()
    {
        if (IsOpen)
        {
            _promise.SetResult(_result);
        }
    }

    internal sealed override void Fail(Exception reason)
    {
        if (IsOpen)
        {
            _promise.SetException(reason);
        }
    }

    private bool IsOpen => _promise.GetStatus(_promise.Version) == ValueTaskSourceStatus.Pending;

    /// <summary>Applies the change; throwing refuses this change alone.</summary>
    protected abstract TResult Apply(SqliteConnection connection);
}
