using System.Globalization;

namespace Posthorn.Api.Json;

/// <summary>Reads the times of the API: RFC 3339, which asks for an offset and for nothing around it.</summary>
public static class Rfc3339
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd't'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a time.</summary>
    /// <param name="text">Such as <c>2026-11-20T09:30:00Z</c> or <c>2026-11-20T10:30:00.25+01:00</c>; up to seven digits after the point.</param>
    /// <param name="time">The time in UTC; default when there is none.</param>
    /// <returns>False for anything else: no offset, other spelling, spaces, digits that are not ASCII.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;

        // A time without an offset would be read as the server's own, wherever that stands.
        var ends = text.Length >= 20 && (text[^1] is 'Z' or 'z' || (text.Length >= 25 && text[^6] is '+' or '-' && text[^3] == ':'));
        if (!ends || !DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }

        time = parsed.ToUniversalTime();
        return true;
    }
}
