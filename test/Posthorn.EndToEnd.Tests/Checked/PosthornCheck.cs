using System.Diagnostics;
using System.Text.Json;
using Posthorn.EndToEnd.Tests.Demo;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Checked;

/// <summary><c>posthorn check</c> in a process of its own.</summary>
internal static class PosthornCheck
{
    /// <returns>Its exit code and its report.</returns>
    public static async Task<(int ExitCode, JsonElement Report)> RunAsync(Uri url, Profile profile, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(BuiltProgram.Command[0], ["check", url.AbsoluteUri, "--profile", profile.Name, "--json", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["POSTHORN_SECRET"] = TestSecrets.Of(profile.Scheme) },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        output.ShouldStartWith("{", customMessage: await error);
        return (process.ExitCode, JsonElement.Parse(output));
    }

    /// <summary>What each check found, as lines that do not depend on the day or the machine.</summary>
    public static IReadOnlyList<string> Outcomes(JsonElement report) =>
    [
        .. report.GetProperty("results").EnumerateArray().Select(static one =>
            $"{one.GetProperty("outcome").GetString()} {one.GetProperty("level").GetString()} {one.GetProperty("id").GetString()}"),
    ];
}
