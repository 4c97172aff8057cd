using System.Diagnostics;

namespace Posthorn.Testing.Databases;

/// <summary>Runs the small programs beside a server.</summary>
internal static class Tools
{
    /// <returns>What the program wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; with what it says about that.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList.Prepend(start.FileName))} failed: {errors.Trim()}");
    }
}
