using System.Globalization;
using System.Runtime.InteropServices;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>The machine, as far as the figures depend on it. Nothing that names it.</summary>
internal sealed record MachineFacts(string Processor, int Cores, double MemoryGigabytes, string System, string Runtime, string FileSystem)
{
    public static MachineFacts Read(string folder) => new(
        Model(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        OperatingSystem.IsLinux() ? $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}" : RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        DriveInfo.GetDrives()
            .Where(drive => folder.StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(static drive => drive.Name.Length)?.DriveFormat ?? "unknown");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Cores} × {Processor}, {MemoryGigabytes} GB, {System}, {Runtime}, files on {FileSystem}");

    private static string Model() => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model.Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
