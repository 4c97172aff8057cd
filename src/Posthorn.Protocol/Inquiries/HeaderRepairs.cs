using System.Buffers;

namespace Posthorn.Protocol.Inquiries;

/// <summary>What proxies and frameworks do to the value of a header, undone.</summary>
internal static class HeaderRepairs
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    public static Cause Joined { get; } = new(
        "header_joined", "A header that came more than once was joined to one value with commas.", "one of the joined values");

    public static IEnumerable<(string Value, Cause Cause)> Of(string value)
    {
        if (value.AsSpan().ContainsAny('"', '\''))
        {
            yield return (value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Trim(), new(
                "header_quoted", "Somebody put quotes around the value of the header.", "the value of the header without quotes"));
        }

        if (value.Contains('%', StringComparison.Ordinal))
        {
            yield return (Uri.UnescapeDataString(value), new(
                "header_percent_encoded", "Somebody encoded the value of the header as for a URL.", "the value of the header without %-encoding"));
        }

        if (value.Contains(' ', StringComparison.Ordinal))
        {
            yield return (WithPlus(value), new(
                "header_plus_lost", "Somebody read the value of the header as a part of a URL: each + became a space.", "the value of the header with + for spaces"));
        }

        if (value.AsSpan().ContainsAny(" \t\r\n"))
        {
            yield return (WithoutFolds(value), new(
                "header_folded", "Somebody broke the value of the header into lines, or put white space into it.", "the value of the header without white space"));
        }
    }

    /// <summary>Whether a header's name may be repeated in a message: what is none may be anything.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    // The space before a further v1, is the scheme's own.
    private static string WithPlus(string value) =>
        value.Replace(' ', '+').Replace("+v1,", " v1,", StringComparison.Ordinal);

    private static string WithoutFolds(string value)
    {
        var bare = string.Concat(value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return bare.Length > 1 && bare.IndexOf("v1,", 1, StringComparison.Ordinal) > 0 ? $"{bare[0]}{bare[1..].Replace("v1,", " v1,", StringComparison.Ordinal)}" : bare;
    }
}
