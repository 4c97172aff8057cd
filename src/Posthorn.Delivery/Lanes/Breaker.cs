namespace Posthorn.Delivery.Lanes;

/// <summary>Decides when an endpoint counts as failing: ten failures in a row, or half of at least twenty within a minute.</summary>
/// <remarks>Not safe for several threads: the lane guards it.</remarks>
internal sealed class Breaker
{
    private const int InARow = 10;
    private const int FewestCalls = 20;
    private const int Slots = 6;
    private const long SlotSeconds = 10;

    private readonly (long Slot, int Calls, int Failures)[] _window = new (long, int, int)[Slots];
    private int _inARow;

    /// <summary>Takes an attempt in and tells whether the endpoint is failing now.</summary>
    public bool Record(bool failed, DateTimeOffset now)
    {
        var slot = now.ToUnixTimeSeconds() / SlotSeconds;
        ref var current = ref _window[slot % Slots];
        if (current.Slot != slot)
        {
            current = (slot, 0, 0);
        }

        current.Calls++;
        if (!failed)
        {
            _inARow = 0;
            return false;
        }

        current.Failures++;
        _inARow++;

        return _inARow >= InARow || MostlyFails(slot);
    }

    public void Reset()
    {
        Array.Clear(_window);
        _inARow = 0;
    }

    private bool MostlyFails(long now)
    {
        var (calls, failures) = (0, 0);
        foreach (var slot in _window)
        {
            if (now - slot.Slot < Slots)
            {
                calls += slot.Calls;
                failures += slot.Failures;
            }
        }

        return calls >= FewestCalls && failures * 2 >= calls;
    }
}
