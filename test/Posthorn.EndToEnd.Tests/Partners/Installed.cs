using System.Diagnostics;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>Programs that a test needs and that may be missing. Then it is skipped with the reason, and fails where everything has to run.</summary>
internal static class Installed
{
    /// <summary>A Python that has Flask: the first one of the path, or that of the system.</summary>
    public static string Flask() =>
        Find(["python3", "/usr/bin/python3"], ["-c", "import flask"]) ?? Missing("Flask (Debian and Ubuntu: apt-get install python3-flask)");

    public static string Python() => Find(["python3"], ["--version"]) ?? Missing("Python (Debian and Ubuntu: apt-get install python3)");

    public static string Node() => Find(["node"], ["--version"]) ?? Missing("Node.js (Debian and Ubuntu: apt-get install nodejs npm)");

    public static string Npm() => Find(["npm"], ["--version"]) ?? Missing("npm (Debian and Ubuntu: apt-get install npm)");

    private static string? Find(string[] programs, string[] probe) => programs.FirstOrDefault(program => Answers(program, probe));

    private static bool Answers(string program, string[] probe)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, probe) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Missing(string what)
    {
        var message = $"This machine has no {what}.";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
        throw new InvalidOperationException(message);
    }
}
