namespace Posthorn.Cli.Demo.Clinics;

/// <summary>Holds requests open while it is down.</summary>
internal sealed class Barrier
{
    private volatile TaskCompletionSource _open = Opened();

    public void Lower() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise() => _open.TrySetResult();

    /// <returns>Whether it had to wait.</returns>
    public async ValueTask<bool> PassAsync()
    {
        var open = _open.Task;
        if (open.IsCompleted)
        {
            return false;
        }

        await open;
        return true;
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
