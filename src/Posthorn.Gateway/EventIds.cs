namespace Posthorn.Gateway;

/// <summary>The ids of the gateway's log events, from 6000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Forwarding
    public const int DestinationMissing = 6000;

    // Running
    public const int DestinationFailing = 6100;
    public const int DestinationUnwanted = 6101;
    public const int GatewayStarted = 6102;
}
