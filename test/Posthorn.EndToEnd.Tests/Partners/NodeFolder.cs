using System.Diagnostics;
using System.Security.Cryptography;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>A folder of JavaScript or TypeScript with its packages, made ready once below <c>artifacts</c> for what its files say, the lock file first of all.</summary>
internal static class NodeFolder
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="folder">Its path from the root of the repository.</param>
    /// <param name="build">Whether it has a script named <c>build</c> to be run.</param>
    /// <returns>Where it is ready.</returns>
    public static async Task<string> PrepareAsync(string folder, bool build, CancellationToken cancellationToken)
    {
        var npm = Installed.Npm();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder)).Order(StringComparer.Ordinal).ToArray();
        var ready = Path.Combine(Repository.Root, "artifacts", "npm", HashOf(files));
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(ready))
            {
                await MakeAsync(npm, files, ready, build, cancellationToken);
            }
        }
        finally
        {
            OneAtATime.Release();
        }

        return ready;
    }

    // In a folder beside it first: one that is there is whole, also after a build that was broken off.
    private static async Task MakeAsync(string npm, string[] files, string ready, bool build, CancellationToken cancellationToken)
    {
        var made = Directory.CreateDirectory($"{ready}.{Environment.ProcessId}").FullName;
        foreach (var file in files)
        {
            File.Copy(file, Path.Combine(made, Path.GetFileName(file)), overwrite: true);
        }

        await RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], made, cancellationToken);
        if (build)
        {
            await RunAsync(npm, ["run", "build"], made, cancellationToken);
        }

        try
        {
            Directory.Move(made, ready);
        }
        catch (IOException) when (Directory.Exists(ready))
        {
            Directory.Delete(made, recursive: true); // Another process was first.
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output} {await errors}");
    }

    private static string HashOf(string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
