using System.Globalization;
using System.Text;
using System.Text.Json;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Listening;

/// <summary>Arrivals as lines for other programs: fields with tabs between them, or an object of JSON. Nothing of the content.</summary>
internal static class EntryLines
{
    public static string Plain(Entry entry) => string.Join(
        '\t',
        Times.Text(entry.Arrival.ReceivedAt),
        Words.Of(entry.Arrival.Sequence),
        Printable.Of(entry.Arrival.Request.Method),
        Printable.Of(entry.Arrival.Request.Path),
        entry.Word ?? "-",
        Words.Of(entry.Arrival.Request.Body.Length),
        entry.Outcome,
        Milliseconds(entry));

    public static string Json(Entry entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Arrival.Id.ToString());
            json.WriteNumber("sequence", entry.Arrival.Sequence);
            json.WriteString("source", entry.Arrival.Source);
            json.WriteString("received_at", entry.Arrival.ReceivedAt);
            json.WriteString("method", entry.Arrival.Request.Method);
            json.WriteString("path", entry.Arrival.Request.Path);
            WriteOptional(json, "type", entry.Word);
            json.WriteNumber("bytes", entry.Arrival.Request.Body.Length);
            json.WriteString("body_sha256", Convert.ToHexStringLower(entry.Arrival.BodySha256.Span));
            if (entry.Result.Status is { } status)
            {
                json.WriteNumber("status", status);
            }

            WriteOptional(json, "problem", entry.Result.Problem);
            json.WriteNumber("ms", Math.Round(entry.Result.Took.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static string Milliseconds(Entry entry) => entry.Result.Took.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
