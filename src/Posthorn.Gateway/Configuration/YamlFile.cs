using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Posthorn.Gateway.Configuration;

/// <summary>A YAML file as the section that is all of it.</summary>
internal static class YamlFile
{
    private const long Longest = 1024 * 1024;

    /// <param name="variable">The environment.</param>
    /// <param name="expected">What to say of a file that is no mapping.</param>
    /// <returns>Null with a mistake noted.</returns>
    public static Section? Load(string path, Func<string, string?> variable, ConfigNotes notes, string expected) =>
        Load(path, notes, expected) is { } root
            ? new Section(string.Empty, line: 1, root, new(Path.GetDirectoryName(Path.GetFullPath(path))!, variable), notes)
            : null;

    private static YamlMappingNode? Load(string path, ConfigNotes notes, string expected)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > Longest)
            {
                notes.Mistake(0, "The file is too large for a configuration.");
                return null;
            }

            var yaml = new YamlStream();
            using var reader = new StreamReader(file.OpenRead(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            yaml.Load(reader);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            notes.Mistake(0, expected);
        }
        catch (YamlException exception)
        {
            // The parser's own words may quote a value.
            var twice = exception.Message.Contains("uplicate", StringComparison.Ordinal);
            notes.Mistake(
                (int)exception.Start.Line,
                twice ? "A key stands here for the second time." : "This is not YAML. Look at the indentation and the quotes here and above.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var unread = "The file cannot be read. Check that it is there and that this user may read it.";
            notes.Mistake(0, exception is DecoderFallbackException ? "The file is not UTF-8." : unread);
        }

        return null;
    }
}
