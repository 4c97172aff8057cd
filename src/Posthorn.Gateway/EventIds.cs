namespace Posthorn.Gateway;

/// <summary>The ids of the gateway's log events, from 5000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Forwarding
    public const int DestinationMissing = 5000;

    // Running
    public const int DestinationFailing = 5100;
    public const int DestinationUnwanted = 5101;
    public const int GatewayStarted = 5102;
}
