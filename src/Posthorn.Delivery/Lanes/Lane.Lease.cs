namespace Posthorn.Delivery.Lanes;

/// <summary>Coming to this node, and leaving it.</summary>
internal sealed partial class Lane
{
    private const int IdleUpkeeps = 6;

    private int _idleUpkeeps;

    /// <summary>Whether another node could have it without a loss: nothing of it is in memory, and nothing is known to be due.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return IsHeld() && _window.Held == 0 && !_claiming && _releasing == 0 && !_storeHasMore && _unreleased.Count == 0;
            }
        }
    }

    /// <summary>This node holds it from now on.</summary>
    public void Granted(LaneHealth health, long term)
    {
        lock (_gate)
        {
            if (_term == term)
            {
                return;
            }

            (_term, _yielding) = (term, false);
            _condition.Adopt(health);
        }

        Wake();
    }

    /// <summary>The node's term has changed. Under the term that this lane was granted in, it goes on; under another one, what it holds is given up.</summary>
    public void TermChanged()
    {
        bool lost;
        lock (_gate)
        {
            lost = _parts.Leasing.Term is var term and not 0 && _term != 0 && _term != term;
            if (lost)
            {
                _term = 0;
            }
        }

        // What it gives back is fenced: if another node has settled it by now, this changes nothing.
        _ = lost ? EmptyAsync() : Task.CompletedTask;
        Wake();
    }

    /// <summary>Starts nothing more and, once all that was started is recorded, lets go. Completes when this node holds it no more.</summary>
    public async Task YieldAsync()
    {
        lock (_gate)
        {
            if (_yielding || !IsHeld())
            {
                return;
            }

            _yielding = true;
        }

        await EmptyAsync();
        await LetGoWhenEmptyAsync();
    }

    // A lane that has had nothing to do for a while goes to whichever node next has something for it.
    private Task LetGoWhenIdleAsync()
    {
        _idleUpkeeps = !_parts.Leasing.IsSole && IsIdle ? _idleUpkeeps + 1 : 0;
        return _idleUpkeeps >= IdleUpkeeps ? YieldAsync() : Task.CompletedTask;
    }

    private bool IsHeld() => _term != 0 && !_yielding && _term == _parts.Leasing.Term;

    // Called again by the upkeep for as long as something is still on its way.
    private async Task LetGoWhenEmptyAsync()
    {
        lock (_gate)
        {
            if (!_yielding || _window.Held > 0 || _claiming || _releasing > 0 || _unreleased.Count > 0)
            {
                return;
            }

            _term = 0;
        }

        await _parts.Leasing.LetGoAsync(_endpoint.Key);
        lock (_gate)
        {
            _yielding = false;
        }
    }
}
