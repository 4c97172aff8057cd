using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>Gives out what to publish, at a steady rate: mostly single events, now and then a batch.</summary>
/// <remarks>Safe for any number of threads. What was missed while nothing could be published is not made up for: the rate stays steady.</remarks>
internal sealed class Load(PublishPlan plan, TimeProvider clock)
{
    private const int What = 20;
    private const double MostBehind = 2;
    private const double BatchShare = 0.03;
    private const int LeastInBatch = 5;
    private const int MostInBatch = 35;

    private readonly long _start = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private double _due;
    private int _next;
    private bool _stopped;

    public void Stop() => Volatile.Write(ref _stopped, true);

    /// <summary>The next events: their first number and how many, once it is time for them.</summary>
    /// <returns>Null at the end.</returns>
    public async ValueTask<(int First, int Count)?> NextAsync(CancellationToken cancellationToken)
    {
        if (Take() is not { } taken)
        {
            return null;
        }

        var wait = TimeSpan.FromSeconds(taken.Due) - clock.GetElapsedTime(_start);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        return (taken.First, taken.Count);
    }

    private (int First, int Count, double Due)? Take()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return null;
            }

            var first = _next;
            var count = Mix.Share(plan.Ground.Seed, What, first) < BatchShare
                ? LeastInBatch + (int)(Mix.Of(plan.Ground.Seed, What + 1, first) % (MostInBatch - LeastInBatch))
                : 1;
            _due = Math.Max(_due, clock.GetElapsedTime(_start).TotalSeconds - MostBehind);
            var due = _due;
            _due += count / plan.Rate;
            _next += count;
            return (first, count, due);
        }
    }
}
