namespace Posthorn.Postgres;

/// <summary>The ids of the log events of the store of many nodes, from 4000; a hundred for each folder. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Opening
    public const int DatabaseAway = 4000;
    public const int Migrated = 4001;
    public const int PooledElsewhere = 4002;
    public const int DayOverlapsTheNet = 4003;
    public const int DayNotMade = 4004;

    // Leases
    public const int NodeRegistered = 4100;
    public const int NodeDeclaredDead = 4101;
    public const int NodeWasDeclaredDead = 4102;
    public const int HeartbeatFailed = 4103;
    public const int HeartbeatBack = 4104;
    public const int ClockFarOff = 4105;
    public const int ListenerBroke = 4106;
    public const int BlockersEnded = 4107;
    public const int NotRetired = 4108;

    // Hints
    public const int HintsFailed = 4200;
    public const int HintsBack = 4201;
    public const int HintNotTakenUp = 4202;
}
