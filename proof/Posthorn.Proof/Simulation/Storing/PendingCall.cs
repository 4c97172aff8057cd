using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A call on its way to the store and back.</summary>
/// <param name="commit">What it does there, at once and whole.</param>
internal sealed class PendingCall<T>(StoreCall kind, Func<T> commit) : IPendingCall
{
    private readonly TaskCompletionSource<T> _answer = new();
    private T? _result;

    public StoreCall Kind => kind;

    public Action? OnArrival { get; init; }

    public Action? OnAbandoned { get; init; }

    public Task<T> Answer => _answer.Task;

    public bool IsCommitted { get; private set; }

    public bool IsAbandoned { get; private set; }

    public void Commit()
    {
        IsCommitted = true;
        _result = commit();
    }

    public void Abandon()
    {
        if (!IsCommitted && !IsAbandoned)
        {
            IsAbandoned = true;
            OnAbandoned?.Invoke();
        }
    }

    public void Return(Life life) => life.Post(static call => ((PendingCall<T>)call!).Complete(), this);

    public void Fail(Life life, Exception exception) => life.Post(_ => _answer.TrySetException(exception), null);

    private void Complete() => _answer.TrySetResult(_result!);
}
