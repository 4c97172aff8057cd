using System.Globalization;
using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Members read as what they were promised to be, or as nothing. No document makes any of these throw.</summary>
internal static class TolerantReading
{
    private const long FirstMillisecond = -62_135_596_800_000;
    private const long LastMillisecond = 253_402_300_799_999;
    private const int TickDigits = 7;

    private static readonly string[] IsoFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    /// <summary>A member, or an undefined element where there is none.</summary>
    internal static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    internal static JsonElement? ElementOf(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } member ? member : null;

    /// <summary>A string; a number is read as its digits.</summary>
    internal static string? TextOf(this JsonElement element, string name) => element.Member(name).AsText();

    internal static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>The elements of an array; a value that stands alone counts as an array of one.</summary>
    internal static IEnumerable<JsonElement> ItemsOf(this JsonElement element, string name)
    {
        var member = element.Member(name);
        return member.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => member.EnumerateArray(),
            _ => [member],
        };
    }

    internal static int? NumberOf(this JsonElement element, string name)
    {
        var text = element.TextOf(name);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>
    /// A time: Unix milliseconds as a number or as digits, or ISO 8601 with any number of decimals; without offset it is UTC.
    /// </summary>
    internal static DateTimeOffset? TimeOf(this JsonElement element, string name)
    {
        if (element.TextOf(name) is not { } text)
        {
            return null;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds is >= FirstMillisecond and <= LastMillisecond
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Floor(milliseconds))
                : null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var iso = WithoutNanoseconds(text);
        return DateTimeOffset.TryParseExact(iso, IsoFormats, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }

    private static string WithoutNanoseconds(string text)
    {
        var start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (start == 0)
        {
            return text;
        }

        var end = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9') is var length and >= 0 ? start + length : text.Length;
        return end - start <= TickDigits ? text : string.Concat(text.AsSpan(0, start + TickDigits), text.AsSpan(end));
    }
}
