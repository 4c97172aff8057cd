using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Posthorn.Server.Logging;

/// <summary>Writes one event as one line. The message is its template: the values stand beside it, each under its own name.</summary>
internal sealed class JsonLineLogger(string category, LogPipe pipe, TimeProvider clock) : ILogger
{
    private const string Template = "{OriginalFormat}";

    private static readonly JsonEncodedText[] Levels = [.. new[] { "trace", "debug", "info", "warn", "error", "critical", "none" }.Select(static name => JsonEncodedText.Encode(name))];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private readonly JsonEncodedText _category = JsonEncodedText.Encode(category);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = _line ??= new(1024);
        var writer = _writer ??= new(line, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        line.ResetWrittenCount();
        writer.Reset(line);

        writer.WriteStartObject();
        LineTime.Write(writer, clock.GetUtcNow());
        writer.WriteString("level"u8, Levels[(int)logLevel]);
        writer.WriteString("category"u8, _category);
        if (eventId.Id != 0)
        {
            writer.WriteNumber("event"u8, eventId.Id);
        }

        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            WriteValues(writer, values);
        }
        else
        {
            writer.WriteString("message"u8, formatter(state, null));
        }

        if (exception is not null)
        {
            ExceptionFields.Write(writer, exception);
        }

        writer.WriteEndObject();
        writer.Flush();
        line.Write("\n"u8);
        pipe.Write(line.WrittenSpan);
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            if (name == Template)
            {
                writer.WriteString("message"u8, FieldNames.Encode((string?)value ?? string.Empty));
            }
            else
            {
                FieldValue.Write(writer, FieldNames.Of(name), value);
            }
        }
    }
}
