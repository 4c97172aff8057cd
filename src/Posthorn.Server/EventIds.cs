namespace Posthorn.Server;

/// <summary>The ids of the server's log events, from 3000. An id is never used again for something else.</summary>
internal static class EventIds
{
    public const int RequestFailed = 3000;
    public const int Started = 3001;
    public const int SessionTimersFailed = 3002;
    public const int SessionTimeOutRefused = 3003;
}
