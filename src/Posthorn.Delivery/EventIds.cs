namespace Posthorn.Delivery;

/// <summary>The ids of log events. A hundred for each stage; an id is never used again for something else.</summary>
internal static class EventIds
{
    // Intake
    public const int IntakeFailed = 1000;

    // Lanes
    public const int LaneFailing = 1100;
    public const int LaneRecovered = 1101;
    public const int LaneStoreFailed = 1102;
    public const int UpkeepFailed = 1103;
    public const int EndpointDisabled = 1104;
    public const int LaneTurnBroke = 1105;
    public const int DisableFailed = 1106;
    public const int LaneUpkeepFailed = 1107;
    public const int LeaseNotAsked = 1108;
    public const int TermChanged = 1109;
    public const int LanesYielded = 1110;
    public const int LookFailed = 1111;

    // Sending and recording
    public const int Attempted = 1200;
    public const int AttemptBroke = 1201;
    public const int RecordDelayed = 1202;
    public const int NewsBroke = 1203;

    // Start and stop
    public const int Recovered = 1300;
    public const int Drained = 1301;
    public const int RecoveryFailed = 1302;

    // Replay
    public const int ReplayStepFailed = 1400;
    public const int ReplayEnded = 1401;

    // Endpoints
    public const int EndpointUnreadable = 1500;
    public const int ConfigurationNotRead = 1501;

    // Retention
    public const int RetentionFailed = 1600;

    // Pulling
    public const int FeedNotLooked = 1700;
}
