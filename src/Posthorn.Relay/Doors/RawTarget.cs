namespace Posthorn.Relay.Doors;

/// <summary>The target of a request line, as it was written.</summary>
internal static class RawTarget
{
    /// <returns>The path, and what stands behind the question mark; null where there is none.</returns>
    public static (string Path, string? Query) Split(string target)
    {
        // Through a proxy it may be a whole address.
        if (target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && target[0] != '/')
        {
            target = target.IndexOf('/', scheme + 3) is > 0 and var path ? target[path..] : "/";
        }

        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[(mark + 1)..]) : (target, null);
    }
}
