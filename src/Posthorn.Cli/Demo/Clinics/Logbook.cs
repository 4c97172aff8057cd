namespace Posthorn.Cli.Demo.Clinics;

/// <summary>What all clinics got, and a way to wait for it.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Logbook
{
    private readonly Lock _gate = new();
    private readonly List<Receipt> _receipts = [];
    private readonly Dictionary<(string Clinic, string Key), int> _copies = [];
    private readonly TaskSignal _changed = new();
    private int _open;

    /// <summary>Requests that came in and are not answered.</summary>
    public int Open => Volatile.Read(ref _open);

    public IReadOnlyList<Receipt> Receipts
    {
        get
        {
            lock (_gate)
            {
                return [.. _receipts];
            }
        }
    }

    /// <summary>How many requests a clinic has dealt with.</summary>
    public int CountOf(Clinic clinic) => Receipts.Count(receipt => receipt.Clinic == clinic.Name);

    /// <summary>A request came in.</summary>
    /// <returns>Which copy it is, from 1.</returns>
    public int Enter(string clinic, string key)
    {
        lock (_gate)
        {
            var copy = _copies[(clinic, key)] = _copies.GetValueOrDefault((clinic, key)) + 1;
            _open++;
            _changed.Raise();
            return copy;
        }
    }

    /// <summary>It was dealt with.</summary>
    public void Leave(Receipt receipt)
    {
        lock (_gate)
        {
            _receipts.Add(receipt);
            _open--;
            _changed.Raise();
        }
    }

    /// <summary>Waits for requests to come and go until it is enough.</summary>
    public Task UntilAsync(Func<Logbook, bool> isEnough, CancellationToken cancellationToken) =>
        _changed.UntilAsync(() => isEnough(this), cancellationToken);
}
