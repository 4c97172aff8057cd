namespace Posthorn.Bench.Loading;

/// <summary>One place that events are published to: exactly one endpoint of its partner subscribes to this type.</summary>
/// <param name="Path">The path of the publish call.</param>
/// <param name="Partner">The partner.</param>
/// <param name="Key">The publisher's key, or null where the server asks for none.</param>
/// <param name="EventType">One of the Sully types.</param>
internal sealed record Target(string Path, string Partner, string? Key, string EventType);
