namespace Posthorn.Cli;

/// <summary>How a command ended, as the shell sees it. Fixed: scripts rely on them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The thing that was checked failed, or the server refused the request.</summary>
    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>What the command needs (a server, a store, an address) could not be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
