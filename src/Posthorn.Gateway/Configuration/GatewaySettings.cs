using Posthorn.Server;

namespace Posthorn.Gateway.Configuration;

/// <summary>A configuration that was read and checked as a whole.</summary>
/// <param name="Listen">Where senders post to.</param>
/// <param name="Server">The engine, the store, and the listener of operators.</param>
internal sealed record GatewaySettings(
    string Listen, ServerOptions Server, IReadOnlyList<SourceSettings> Sources, IReadOnlyList<DestinationSettings> Destinations)
{
    public override string ToString() => $"{Listen}, {Sources.Count} sources, {Destinations.Count} destinations, {Server}";
}
