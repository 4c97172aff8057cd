using System.CommandLine;
using Posthorn.Cli.Calling;

namespace Posthorn.Cli.Endpoints;

/// <summary>A secret that the partner has made. From a file, for others on the machine can see what stands on a command line.</summary>
internal static class SecretFile
{
    public static Option<string?> Option() => new("--secret-file")
    {
        Description = "A file with the secret that the partner has made; - reads standard input. Default: the server makes one.",
        HelpName = "file",
    };

    public static Task<(string? Secret, string? Problem)> ReadAsync(string? path, Surroundings surroundings, CancellationToken cancellationToken) =>
        SecretSources.OfFileAsync(path, surroundings, cancellationToken);
}
