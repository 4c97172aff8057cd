namespace Posthorn.Testing;

/// <summary>Holds back whoever comes, until it is opened; then it stays open. Tests wait and are waited for with it, instead of sleeping.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once somebody stands before the gate, or has gone through.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets through all who wait and all who come later.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Waits until the gate is open.</summary>
    /// <param name="cancellationToken">Gives the waiting up.</param>
    /// <returns>A task that completes when the gate is open.</returns>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }
}
