namespace Posthorn.Relay;

/// <summary>The ids of the relay's log events, from 8000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Running
    public const int RelayStarted = 8000;

    // Doors
    public const int RequestBroke = 8100;

    // Keeping
    public const int ArrivalsRemoved = 8200;
    public const int ArrivalUnreadable = 8201;
    public const int RetentionFailed = 8202;
    public const int UnreadRemoved = 8203;
    public const int CursorNotSaved = 8204;

    // Streaming
    public const int ListenerCame = 8300;
    public const int ListenerLeft = 8301;
    public const int StreamBroke = 8302;
}
