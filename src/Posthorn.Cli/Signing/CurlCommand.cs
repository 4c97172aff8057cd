namespace Posthorn.Cli.Signing;

/// <summary>A command that sends what was signed. The body is never a part of it: curl reads it, byte for byte.</summary>
internal static class CurlCommand
{
    public static string Of(string url, string bodyPath, IEnumerable<SignedHeader> headers) => string.Join(
        " \\\n  ",
        [
            $"curl --request POST {ShellText.Quote(url)}",
            "--header 'Content-Type: application/json'",
            .. headers.Select(static header => $"--header {ShellText.Quote($"{header.Name}: {header.Value}")}"),
            $"--data-binary {ShellText.Quote($"@{bodyPath}")}",
        ]);
}
