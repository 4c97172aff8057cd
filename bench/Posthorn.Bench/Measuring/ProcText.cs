using System.Globalization;

namespace Posthorn.Bench.Measuring;

/// <summary>Reads the files under <c>/proc</c> that tell what a process or the machine has used.</summary>
internal static class ProcText
{
    // The kernel shows times in hundredths of a second on every platform that .NET runs on, whatever its own tick is.
    private const long MicrosecondsPerTick = 10_000;

    /// <summary>Processor time of a process, its threads included, from <c>/proc/PID/stat</c>.</summary>
    public static long CpuMicroseconds(string stat)
    {
        // The second field is the program's name, which may hold blanks and brackets; the last bracket ends it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) * MicrosecondsPerTick;
    }

    /// <summary>The same, with that of children that have ended.</summary>
    public static long CpuWithEndedChildrenMicroseconds(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(Number) * MicrosecondsPerTick;
    }

    /// <summary>A value such as <c>VmHWM</c> from <c>/proc/PID/status</c>, in bytes.</summary>
    public static long MemoryBytes(string status, string name) => Line(status, name + ":") is { } line
        ? Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]) * 1024
        : 0;

    /// <summary>Bytes that a process made the kernel write to disk, from <c>/proc/PID/io</c>.</summary>
    public static long WrittenBytes(string io) => Line(io, "write_bytes:") is { } line ? Number(line) : 0;

    /// <summary>Processor time that the machine spent busy, and that its host took away, from <c>/proc/stat</c>.</summary>
    public static (long BusyMicroseconds, long StolenMicroseconds) Machine(string stat)
    {
        var times = stat[..stat.IndexOf('\n')].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number).ToArray();
        var idle = times[3] + times[4];
        return ((times[..7].Sum() - idle) * MicrosecondsPerTick, times[7] * MicrosecondsPerTick);
    }

    private static string? Line(string text, string start)
        => text.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line
            ? line[start.Length..].Trim()
            : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
