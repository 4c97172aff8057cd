using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Sessions;

/// <summary>Runs what a document shows in one shell, in a folder with the document's files.</summary>
internal static partial class ShownSession
{
    private const string Mark = "<<< end of a command >>>";

    /// <summary>What the commands print now, to be held against what is shown.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IEnumerable<ShownCommand> commands, string files, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-session-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, files)))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            // What a command ends with is what the next one may ask for.
            var script = new StringBuilder("exec 2>&1\nstatus=0\n");
            foreach (var command in commands)
            {
                script.Append($"(exit $status)\n{command.Line}\nstatus=$?; echo; echo '{Mark}'\n");
            }

            return (await BashAsync(script.ToString(), folder, cancellationToken)).Split($"\n{Mark}\n")[..^1];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Without what is another in every run, and without line breaks at the end.</summary>
    public static string Scrubbed(string output) => Milliseconds().Replace(output.TrimEnd('\n'), "«ms»");

    private static async Task<string> BashAsync(string script, string folder, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }

    [GeneratedRegex("(?<=\\tanswered_\\d{3}\\t)[0-9.]+(?=\\t)|(?<= in )[0-9]+(?= ms)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();
}
