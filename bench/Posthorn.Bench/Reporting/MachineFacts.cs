using System.Globalization;
using System.Runtime.InteropServices;

namespace Posthorn.Bench.Reporting;

/// <summary>The machine, as far as the figures depend on it.</summary>
/// <param name="Store">The database product, its version, and settings that are not its own.</param>
/// <param name="LoadBefore">The load average of the last minute when the run began: above 0.5 somebody else is at work.</param>
/// <param name="FileSystem">Of the databases. On tmpfs a commit costs nothing, and the figures mean nothing.</param>
internal sealed record MachineFacts(
    string Processor,
    int Processors,
    long MemoryBytes,
    string Kernel,
    string Runtime,
    string Store,
    string FileSystem,
    double LoadBefore)
{
    public const string InMemory = "tmpfs";

    public static MachineFacts Read(string directory, string store)
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return new(
            model?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            "Linux " + File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            RuntimeInformation.FrameworkDescription,
            store,
            FileSystemOf(directory),
            double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static string FileSystemOf(string directory) => DriveInfo.GetDrives()
        .Where(drive => Path.GetFullPath(directory).StartsWith(drive.Name, StringComparison.Ordinal))
        .MaxBy(drive => drive.Name.Length)?.DriveFormat ?? "unknown";
}
