using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Scheduling;

/// <summary>Tells our own outage from the endpoints': when many lanes at once cannot connect and none gets through, it is us.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class EgressWatch
{
    /// <summary>With fewer endpoints one cannot tell.</summary>
    private const int FewestEndpoints = 5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, DateTimeOffset> _failing = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _lastThrough = DateTimeOffset.MinValue;

    /// <summary>Takes an outcome in and tells whether our way out looks broken.</summary>
    public bool Record(long endpointKey, AttemptOutcome outcome, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (outcome is AttemptOutcome.Answered)
            {
                // Cheap on the hot path: nothing is failing nearly all the time.
                _lastThrough = now;
                if (_failing.Count > 0)
                {
                    _failing.Clear();
                }

                return false;
            }

            if (outcome is not AttemptOutcome.Unreachable { Ambiguous: false })
            {
                return false;
            }

            _failing[endpointKey] = now;
            if (_failing.Count < FewestEndpoints || now - _lastThrough < Window)
            {
                return false;
            }

            return _failing.Values.Count(at => now - at < Window) >= FewestEndpoints;
        }
    }
}
