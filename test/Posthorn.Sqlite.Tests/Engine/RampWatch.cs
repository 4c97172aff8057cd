using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>An endpoint that has just come back and looks whether it is spared: it answers only when as many requests are there as there may be. Safe for any number of threads.</summary>
/// <param name="expected">How many requests there will be.</param>
/// <param name="most">How many there may ever be at once.</param>
internal sealed class RampWatch(int expected, int most)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _wave = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _atOnce;
    private int _answered;

    /// <summary>How often there were more requests at once than successes so far allow.</summary>
    public int Broken { get; private set; }

    /// <summary>How many requests were answered together, each time.</summary>
    public List<int> Waves { get; } = [];

    public async ValueTask<AttemptOutcome> Answer(Sent sent, CancellationToken stop)
    {
        Task answered;
        lock (_gate)
        {
            _atOnce++;
            answered = _wave.Task;
            var allowed = Math.Min(most, Allowed(_answered));
            Broken += _atOnce > allowed ? 1 : 0;
            if (_atOnce == Math.Min(allowed, expected - _answered))
            {
                Waves.Add(_atOnce);
                (_answered, _atOnce) = (_answered + _atOnce, 0);
                _wave.SetResult();
                _wave = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        await answered.WaitAsync(stop);
        return Answers.Ok;
    }

    // The probe, then 1 at once until one has succeeded, 2 until two have, 4 until four have, …
    private static int Allowed(int successes)
    {
        var (limit, left) = (1, successes - 1);
        while (left >= limit)
        {
            left -= limit;
            limit *= 2;
        }

        return limit;
    }
}
