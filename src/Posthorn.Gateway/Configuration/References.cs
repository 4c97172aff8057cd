using System.Text;

namespace Posthorn.Gateway.Configuration;

/// <summary>Resolves <c>${NAME}</c> from the environment and <c>file:PATH</c> from a file, so that no secret need stand in the configuration.</summary>
internal sealed class References(string folder, Func<string, string?> variable)
{
    public const string FilePrefix = "file:";

    private const int LongestFile = 64 * 1024;
    private const string Open = "${";

    public static bool IsIn(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>A path of the file is one beside the file.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, folder);

    /// <returns>Null with a mistake noted.</returns>
    public string? Expand(string text, string key, int line, ConfigNotes notes)
    {
        var output = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (var open = rest.IndexOf(Open); open >= 0; open = rest.IndexOf(Open))
        {
            var length = rest[(open + Open.Length)..].IndexOf('}');
            if (length <= 0)
            {
                notes.Mistake(line, $"{key}: a reference is not closed. Write ${{NAME}}.");
                return null;
            }

            var name = rest.Slice(open + Open.Length, length).ToString();
            if (variable(name) is not { Length: > 0 } value)
            {
                notes.Mistake(line, $"{key}: the environment variable {name} is not set, or is empty. Set it before the start.");
                return null;
            }

            _ = output.Append(rest[..open]).Append(value);
            rest = rest[(open + Open.Length + length + 1)..];
        }

        return output.Append(rest).ToString();
    }

    /// <summary>The content of a file, without the end of its last line, which is the editor's.</summary>
    /// <returns>Null with a mistake noted.</returns>
    public string? ReadFile(string path, string key, int line, ConfigNotes notes)
    {
        try
        {
            var file = new FileInfo(PathOf(path));
            var text = file.Length <= LongestFile ? File.ReadAllText(file.FullName).TrimEnd('\r', '\n') : string.Empty;
            if (text.Length > 0)
            {
                return text;
            }

            notes.Mistake(line, $"{key}: the file that it names is empty, or too long for a secret.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            notes.Mistake(line, $"{key}: the file that it names cannot be read. Check that it is there and that this user may read it.");
        }

        return null;
    }
}
