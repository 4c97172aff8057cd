namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>A file that is written whole or not at all: beside its place first, then moved there.</summary>
internal static class WholeFile
{
    /// <summary>Why it cannot be written, as far as that is seen without writing; null where nothing speaks against it.</summary>
    public static string? Problem(string path)
    {
        var full = Name(path);
        return full.Length == 0 ? "it names no file."
            : Directory.Exists(full) || Path.EndsInDirectorySeparator(path) ? $"{Printable.Of(path)} is a folder; name a file in it."
            : !Directory.Exists(Path.GetDirectoryName(full)) ? $"the folder of {Printable.Of(path)} is not there; make it first."
            : IsSpecial(full) ? $"{Printable.Of(path)} is a link or a device; name a plain file."
            : null;
    }

    /// <summary>The whole path; empty where the text is none.</summary>
    public static string Name(string path)
    {
        try
        {
            return string.IsNullOrWhiteSpace(path) ? string.Empty : Path.GetFullPath(path);
        }
        catch (Exception error) when (error is ArgumentException or PathTooLongException or NotSupportedException)
        {
            return string.Empty;
        }
    }

    /// <returns>Why it was not written; null where it was.</returns>
    public static string? Write(string path, ReadOnlySpan<byte> content)
    {
        if (Problem(path) is { } problem)
        {
            return problem;
        }

        var full = Name(path);
        var unfinished = Path.Combine(Path.GetDirectoryName(full)!, $".posthorn-{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: true);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(unfinished);
            return $"{Printable.Of(path)} cannot be written: {Reason(error)}.";
        }
    }

    // A move would put a file where a device was, or cut a link that somebody made on purpose.
    private static bool IsSpecial(string full) =>
        full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal) || new FileInfo(full).LinkTarget is not null;

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "the permission is missing",
        PathTooLongException => "the name is too long",
        _ => "the disk is full, read-only or gone",
    };

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written, nothing can be removed either.
        }
    }
}
