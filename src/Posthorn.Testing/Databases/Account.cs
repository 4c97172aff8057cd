using System.Diagnostics;

namespace Posthorn.Testing.Databases;

/// <summary>As whom database servers run: as ourselves, or as the user <c>postgres</c> where we are root, for they refuse that.</summary>
internal static class Account
{
    private const string Unprivileged = "postgres";

    private static readonly string? SetPriv = Binaries.Find("setpriv");

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>A program that ends within moments.</summary>
    public static ProcessStartInfo Tool(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = Start(folder, IsRoot ? [.. AsUnprivileged(), "--", program] : [program], arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    /// <summary>A program that runs until it is stopped, or until the thread that started it is no more. What it says goes to a file.</summary>
    public static ProcessStartInfo Server(string folder, string log, string program, params IEnumerable<string> arguments)
    {
        string[] wrapped = ["sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", log, program];
        var words = (SetPriv, IsRoot) switch
        {
            (not null, true) => [.. AsUnprivileged(), "--pdeathsig", "KILL", "--", .. wrapped],
            (not null, false) => [SetPriv, "--pdeathsig", "KILL", "--", .. wrapped],
            _ => wrapped,
        };
        return Start(folder, words, arguments);
    }

    /// <summary>Makes a folder that nobody but that user may look into.</summary>
    public static async Task<string> CreateFolderAsync(string? parent, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(parent ?? Path.GetTempPath(), $"posthorn-{Path.GetRandomFileName()}");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Temporary database servers run on Linux and macOS.");
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (IsRoot)
        {
            _ = await Tools.RunAsync(Start(folder, ["chown", Unprivileged], [folder]), cancellationToken);
        }

        return folder;
    }

    private static string[] AsUnprivileged() =>
    [
        SetPriv ?? throw new InvalidOperationException(
            "A database server refuses to run as root, and there is no setpriv to start it as another user. Install util-linux."),
        "--reuid", Unprivileged, "--regid", Unprivileged, "--init-groups",
    ];

    private static ProcessStartInfo Start(string folder, string[] words, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(words[0], [.. words.Skip(1), .. arguments]) { WorkingDirectory = folder };

        // Whoever runs the tests may have named a server and a user of their own.
        foreach (var variable in start.Environment.Keys.Where(static name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        return start;
    }
}
