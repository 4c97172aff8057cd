using System.CommandLine;
using System.Text;
using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Endpoints;

/// <summary>Headers that go with every attempt. From a file, for their values are secrets more often than not.</summary>
internal static class HeadersFile
{
    public static Option<string?> Option() => new("--headers-file")
    {
        Description = "A file of headers that go with every attempt, one 'Name: value' a line, in place of all before; - reads standard input.",
        HelpName = "file",
    };

    public static async Task<(IReadOnlyDictionary<string, string>? Headers, string? Problem)> ReadAsync(
        string? path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return (null, null);
        }

        var content = await Content.ReadAsync(path, surroundings, cancellationToken);
        return content.IsThere ? Parse(Encoding.UTF8.GetString(content.Bytes)) : (null, content.Problem);
    }

    private static (IReadOnlyDictionary<string, string>? Headers, string? Problem) Parse(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length > 0 && (colon <= 0 || !headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim())))
            {
                // The line itself is not shown: it may hold a secret.
                return (null, $"line {index + 1} of the headers must be 'Name: value', each name once.");
            }
        }

        return (headers, null);
    }
}
