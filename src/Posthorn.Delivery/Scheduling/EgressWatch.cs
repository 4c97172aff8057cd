using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Scheduling;

/// <summary>Tells our own outage from the endpoints': when many lanes at once find no way out and none gets through, it is us.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class EgressWatch
{
    /// <summary>With fewer endpoints one cannot tell.</summary>
    private const int FewestEndpoints = 5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>After that it is the endpoints that are gone, however many: their schedules must come to an end.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromHours(6);

    private readonly Dictionary<long, DateTimeOffset> _failing = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _lastThrough = DateTimeOffset.MinValue;
    private DateTimeOffset? _brokenSince;

    /// <summary>Takes an outcome in and tells whether our way out looks broken.</summary>
    public bool Record(long endpointKey, AttemptOutcome outcome, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (outcome is AttemptOutcome.Answered)
            {
                // Cheap on the hot path: nothing is failing nearly all the time.
                _lastThrough = now;
                _brokenSince = null;
                if (_failing.Count > 0)
                {
                    _failing.Clear();
                }

                return false;
            }

            if (!FoundNoWay(outcome))
            {
                return false;
            }

            _failing[endpointKey] = now;
            if (_failing.Count < FewestEndpoints || now - _lastThrough < Window
                || _failing.Values.Count(at => now - at < Window) < FewestEndpoints)
            {
                return false;
            }

            _brokenSince ??= now;
            return now - _brokenSince < LongestOutage;
        }
    }

    // A refused connection, a name that does not exist and a bad certificate are answers: somebody out there was reached.
    private static bool FoundNoWay(AttemptOutcome outcome) => outcome is AttemptOutcome.Unreachable
    {
        Ambiguous: false,
        Reason: FailureReasons.ConnectTimeout or FailureReasons.ConnectUnreachable or FailureReasons.ConnectFailed
            or FailureReasons.DnsFailed or FailureReasons.DnsTimeout,
    };
}
