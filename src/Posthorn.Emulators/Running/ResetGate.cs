namespace Posthorn.Emulators.Running;

/// <summary>Lets requests in while nothing is being forgotten, and lets forgetting wait for those who are inside.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ResetGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _inside;

    /// <returns>False while everything is being forgotten.</returns>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_empty is not null)
            {
                return false;
            }

            _inside++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_inside == 0)
            {
                _ = _empty?.TrySetResult();
            }
        }
    }

    /// <summary>Closes it.</summary>
    /// <returns>Completes when nobody else is inside; null when it is closed already.</returns>
    public Task? Close()
    {
        lock (_gate)
        {
            if (_empty is not null)
            {
                return null;
            }

            _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
            {
                _empty.SetResult();
            }

            return _empty.Task;
        }
    }

    public void Open()
    {
        lock (_gate)
        {
            _empty = null;
        }
    }
}
