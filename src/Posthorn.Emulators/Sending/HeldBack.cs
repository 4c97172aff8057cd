namespace Posthorn.Emulators.Sending;

/// <summary>Holds notifications back until another one has gone out before them.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class HeldBack
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _nextWent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once another notification has been sent, from now on.</summary>
    public Task Another
    {
        get
        {
            lock (_gate)
            {
                return _nextWent.Task;
            }
        }
    }

    /// <summary>One has been sent.</summary>
    public void Sent()
    {
        TaskCompletionSource went;
        lock (_gate)
        {
            went = _nextWent;
            _nextWent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        went.SetResult();
    }
}
