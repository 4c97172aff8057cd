using System.Globalization;
using System.Runtime.InteropServices;
using Posthorn.Bench.Floors;

namespace Posthorn.Bench.Reporting;

/// <summary>The machine, as far as the figures depend on it.</summary>
/// <param name="LoadBefore">The load average of the last minute when the run began: above 0.5 somebody else is at work.</param>
/// <param name="FileSystem">Of the databases. On tmpfs a commit costs nothing, and the figures mean nothing.</param>
internal sealed record MachineFacts(
    string Processor,
    int Processors,
    long MemoryBytes,
    string Kernel,
    string Runtime,
    string FloorSqlite,
    string FileSystem,
    double LoadBefore)
{
    public const string InMemory = "tmpfs";

    public static MachineFacts Read(string directory)
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return new(
            model?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            "Linux " + File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            RuntimeInformation.FrameworkDescription,
            SqliteLibrary.Use(),
            FileSystemOf(directory),
            double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static string FileSystemOf(string directory) => DriveInfo.GetDrives()
        .Where(drive => Path.GetFullPath(directory).StartsWith(drive.Name, StringComparison.Ordinal))
        .MaxBy(drive => drive.Name.Length)?.DriveFormat ?? "unknown";
}
