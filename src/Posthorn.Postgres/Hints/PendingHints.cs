namespace Posthorn.Postgres.Hints;

/// <summary>What is to be said to other nodes with the next hint. Each lane once, however often it is named.</summary>
internal sealed class PendingHints : IDisposable
{
    // Whoever is not told looks by itself within a second.
    private const int Most = 20_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private HashSet<long> _lanes = [];
    private bool _configuration;

    public void Add(IEnumerable<long> endpointKeys)
    {
        lock (_gate)
        {
            foreach (var key in endpointKeys)
            {
                if (_lanes.Count < Most)
                {
                    _ = _lanes.Add(key);
                }
            }

            Signal(_lanes.Count > 0);
        }
    }

    public void AddConfiguration()
    {
        lock (_gate)
        {
            _configuration = true;
            Signal(some: true);
        }
    }

    /// <summary>Completes when there is something.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _some.WaitAsync(cancellationToken);

    public (IReadOnlyCollection<long> Lanes, bool Configuration) Take()
    {
        lock (_gate)
        {
            var taken = (_lanes, _configuration);
            (_lanes, _configuration) = ([], false);
            return taken;
        }
    }

    public void Dispose() => _some.Dispose();

    private void Signal(bool some)
    {
        if (some && _some.CurrentCount == 0)
        {
            _ = _some.Release();
        }
    }
}
