using System.Globalization;

namespace Posthorn.Testing.Databases;

/// <summary>Reads what a server tells of itself in its data folder, as its own tools do: nothing has to connect to know that it is ready.</summary>
internal static class PostmasterFile
{
    private const int StatusLine = 7;

    /// <summary>Whether the server with this process id accepts connections. The file of a killed one stays behind, with another id.</summary>
    public static bool IsReady(string dataFolder, int processId)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(dataFolder, "postmaster.pid"));
            return lines.Length > StatusLine
                && lines[0] == processId.ToString(CultureInfo.InvariantCulture)
                && lines[StatusLine].StartsWith("ready", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
