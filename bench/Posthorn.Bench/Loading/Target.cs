namespace Posthorn.Bench.Loading;

/// <summary>One place that events are published to: exactly one endpoint of its partner subscribes to this type, or it is a receiver.</summary>
/// <param name="Path">The path of the publish call.</param>
/// <param name="Partner">The partner.</param>
/// <param name="Key">The publisher's key, or null where the server asks for none.</param>
/// <param name="EventType">One of the Sully types.</param>
internal sealed record Target(string Path, string Partner, string? Key, string EventType)
{
    /// <summary>
    /// Where it is set the target is a receiver: each request is signed with it as a vendor does, and an event has arrived when it is answered.
    /// </summary>
    public string? Secret { get; init; }
}
