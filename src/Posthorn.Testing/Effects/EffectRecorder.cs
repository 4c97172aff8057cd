namespace Posthorn.Testing.Effects;

/// <summary>Counts how often each effect happened, and is waited for instead of sleeping: once for each notification is what a test wants to see.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class EffectRecorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets how many effects there were.</summary>
    public int Total
    {
        get
        {
            lock (_lock)
            {
                return _counts.Values.Sum();
            }
        }
    }

    /// <summary>Gets how often each one happened, as of now.</summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, int>(_counts, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Counts an effect. Call it where the effect is, after its commit.</summary>
    /// <param name="what">What happened: the session or the note that it is about.</param>
    public void Record(string what)
    {
        TaskCompletionSource passed;
        lock (_lock)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + 1;
            (passed, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        passed.SetResult();
    }

    /// <summary>How often one happened.</summary>
    /// <param name="what">What <see cref="Record"/> was given.</param>
    /// <returns>The count; 0 where it never did.</returns>
    public int CountOf(string what)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(what);
        }
    }

    /// <summary>Waits until one has happened so often.</summary>
    /// <param name="what">What <see cref="Record"/> is given.</param>
    /// <param name="count">How often at least.</param>
    /// <param name="within">How long to wait; a minute where it is <see langword="null"/>.</param>
    /// <returns>A task that completes when it has.</returns>
    /// <exception cref="TimeoutException">It did not; the message says what did.</exception>
    public Task UntilAsync(string what, int count = 1, TimeSpan? within = null) =>
        UntilAsync(() => _counts.GetValueOrDefault(what) >= count, within);

    /// <summary>Waits until there were so many effects in all.</summary>
    /// <param name="total">How many at least.</param>
    /// <param name="within">How long to wait; a minute where it is <see langword="null"/>.</param>
    /// <returns>A task that completes when there were.</returns>
    /// <exception cref="TimeoutException">There were fewer; the message says which.</exception>
    public Task UntilAsync(int total, TimeSpan? within = null) => UntilAsync(() => _counts.Values.Sum() >= total, within);

    private async Task UntilAsync(Func<bool> isEnough, TimeSpan? within)
    {
        using var patience = new CancellationTokenSource(within ?? Patience, TimeProvider.System);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (isEnough())
                {
                    return;
                }

                next = _next.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException enough)
            {
                var seen = string.Join(", ", Counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value} times"));
                throw new TimeoutException($"What was waited for did not happen. What did: {(seen.Length == 0 ? "nothing" : seen)}.", enough);
            }
        }
    }
}
