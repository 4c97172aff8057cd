using System.Globalization;
using System.Text.Json;

namespace Posthorn.Server.Logging;

/// <summary>Writes one value of a log event as JSON.</summary>
internal static class FieldValue
{
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumber(name, Math.Round(number, 3));
                break;
            case DateTimeOffset time:
                writer.WriteString(name, time.UtcDateTime);
                break;
            default:
                writer.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
