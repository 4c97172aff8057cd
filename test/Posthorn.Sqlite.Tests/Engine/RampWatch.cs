using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>An endpoint that has just come back and looks whether it is spared. Safe for any number of threads.</summary>
internal sealed class RampWatch
{
    private readonly Lock _gate = new();
    private int _atOnce;
    private int _answered;

    /// <summary>How often there were more requests at once than successes so far allow.</summary>
    public int Broken { get; private set; }

    public int Most { get; private set; }

    public async ValueTask<AttemptOutcome> Answer(Sent sent, CancellationToken stop)
    {
        lock (_gate)
        {
            _atOnce++;
            Most = Math.Max(Most, _atOnce);
            Broken += _atOnce > Allowed(_answered) ? 1 : 0;
        }

        // Keeps the request open on another thread while the lane may start more.
        await Task.Run(static () => Thread.SpinWait(50_000), CancellationToken.None);

        lock (_gate)
        {
            _atOnce--;
            _answered++;
        }

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
