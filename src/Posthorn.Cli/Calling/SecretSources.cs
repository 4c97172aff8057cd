using System.Text;

namespace Posthorn.Cli.Calling;

/// <summary>Where a secret can be read that nobody else on the machine shall see.</summary>
internal static class SecretSources
{
    public static (string? Secret, string? Problem) OfVariable(string? name, string option, Surroundings surroundings) =>
        name is null ? (null, null)
        : surroundings.Variable(name) is { Length: > 0 } value ? (value, null)
        : (null, $"{option}: there is no environment variable {Printable.Of(name)}, or it is empty.");

    public static async Task<(string? Secret, string? Problem)> OfFileAsync(
        string? path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return (null, null);
        }

        // The line's end is the editor's, not the secret's.
        var content = await Content.ReadAsync(path, surroundings, cancellationToken);
        return content.IsThere ? (Encoding.UTF8.GetString(content.Bytes).TrimEnd('\r', '\n'), null) : (null, content.Problem);
    }
}
