namespace Posthorn.Emulators;

/// <summary>The ids of the emulators' log events, from 7000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Running
    public const int EmulatorStarted = 7000;
    public const int EmulatorReset = 7001;

    // Sessions
    public const int WorkBroke = 7100;
    public const int TurnRefused = 7101;

    // Doors
    public const int RequestBroke = 7200;
}
