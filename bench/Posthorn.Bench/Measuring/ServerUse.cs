using System.Globalization;

namespace Posthorn.Bench.Measuring;

/// <summary>What a PostgreSQL server has used: its first process, and those that it has made.</summary>
internal static class ServerUse
{
    /// <param name="directory">The server's folder, which has its data.</param>
    public static Use Of(string directory)
    {
        var first = int.Parse(File.ReadLines(Path.Combine(directory, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

        // Those that have ended are counted with the first one.
        var sum = Read(first, ProcText.CpuWithEndedChildrenMicroseconds);
        foreach (var child in ChildrenOf(first))
        {
            var use = Read(child, ProcText.CpuMicroseconds);
            sum = new(sum.CpuMicroseconds + use.CpuMicroseconds, sum.WrittenBytes + use.WrittenBytes);
        }

        return sum;
    }

    private static Use Read(int id, Func<string, long> cpu)
    {
        try
        {
            return new(cpu(File.ReadAllText($"/proc/{id}/stat")), ProcText.WrittenBytes(File.ReadAllText($"/proc/{id}/io")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return default;
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static id => int.Parse(id, CultureInfo.InvariantCulture));
}
