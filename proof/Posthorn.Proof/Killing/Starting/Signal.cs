using System.Runtime.InteropServices;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>Signals to processes that this run has started. The framework sends none but SIGKILL.</summary>
internal static class Signal
{
    public const int Terminate = 15;

    public static int Stop { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Sends it. A process that has just ended gets none.</summary>
    public static void Send(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
