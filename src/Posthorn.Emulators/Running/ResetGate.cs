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
    /// <param name="empty">Completes when nobody is inside any more.</param>
    /// <returns>False when it is closed already.</returns>
    public bool TryClose(out Task empty)
    {
        lock (_gate)
        {
            if (_empty is not null)
            {
                empty = _empty.Task;
                return false;
            }

            _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
            {
                _empty.SetResult();
            }

            empty = _empty.Task;
            return true;
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
