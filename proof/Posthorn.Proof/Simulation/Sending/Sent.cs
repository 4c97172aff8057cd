using Posthorn.Delivery.Sending;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Sending;

/// <summary>One sending, as the process that made it saw it.</summary>
internal sealed class Sent(int number, string eventId, long endpointKey, Life life, long term, TimeSpan at)
{
    public int Number => number;

    public string EventId => eventId;

    public long EndpointKey => endpointKey;

    public Life Life => life;

    /// <summary>The term under which the process sent it.</summary>
    public long Term => term;

    public TimeSpan At => at;

    /// <summary>When its process had the outcome; null when it never did.</summary>
    public TimeSpan? EndedAt { get; set; }

    public AttemptOutcome? Outcome { get; set; }

    public bool Succeeded => Outcome is AttemptOutcome.Answered { Status: >= 200 and < 300 };
}
