using System.Diagnostics;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>Starts programs. The shell becomes the program (exec), so that a signal to the process is a signal to it.</summary>
internal static class Shell
{
    private const string AllToFile = "exec \"$@\" >>\"$0\" 2>&1";
    private const string ErrorsToFile = "exec \"$@\" 2>>\"$0\"";

    // Idle pool workers spin before they sleep. Where few cores carry all roles, they take that time from those they wait for.
    private static readonly KeyValuePair<string, string> NoSpinning = new("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");

    /// <summary>A program whose every word goes to a file.</summary>
    public static Process Start(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment, string log) =>
        Run(["/bin/sh", "-c", AllToFile, log, .. command], environment, led: false);

    /// <summary>A program that is led by lines; what it complains of goes to a file.</summary>
    public static Process Lead(IReadOnlyList<string> command, string log) => Run(["/bin/sh", "-c", ErrorsToFile, log, .. command], [], led: true);

    private static Process Run(IReadOnlyList<string> words, IEnumerable<KeyValuePair<string, string>> environment, bool led)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = led,
            RedirectStandardOutput = led,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment.Append(NoSpinning))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new IOException($"'{words[0]}' did not start.");
    }
}
