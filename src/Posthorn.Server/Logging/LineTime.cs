using System.Globalization;
using System.Text.Json;

namespace Posthorn.Server.Logging;

/// <summary>The moment of a line, in UTC to the millisecond.</summary>
internal static class LineTime
{
    public static void Write(Utf8JsonWriter writer, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[24];
        _ = time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString("time"u8, text[..length]);
    }
}
