using System.Runtime.InteropServices;

namespace Posthorn.EndToEnd.Tests.Demo;

/// <summary>Signals to other processes, which the framework has no call for.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Send(int process, int signal);
}
