using System.Net.Sockets;
using System.Text.Json;

namespace Posthorn.Server.Logging;

/// <summary>Writes an exception and those inside it: kinds and places. The words only where they are ours or the system's, for others may quote what was being worked on.</summary>
internal static class ExceptionFields
{
    private const int MostDeep = 5;

    public static void Write(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartArray("exception"u8);
        var depth = 0;
        for (var one = exception; one is not null && depth < MostDeep; one = one.InnerException, depth++)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, one.GetType().FullName);
            if (MaySpeak(one))
            {
                writer.WriteString("message"u8, one.Message);
            }

            writer.WriteString("stack"u8, one.StackTrace);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool MaySpeak(Exception exception) =>
        exception is IOException or SocketException
        || exception.GetType().Namespace?.StartsWith("Posthorn.", StringComparison.Ordinal) == true;
}
