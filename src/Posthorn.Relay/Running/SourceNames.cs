namespace Posthorn.Relay.Running;

/// <summary>Names of sources and of listeners: they stand in paths, queries and logs, so they are plain.</summary>
internal static class SourceNames
{
    public const int Longest = 64;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && name.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_');

    /// <summary>A name made of any text: what may not stand in one becomes a hyphen.</summary>
    public static string From(string text) => new([.. text.Take(Longest).Select(static one => char.IsAsciiLetterOrDigit(one) || one == '_' ? one : '-')]);
}
