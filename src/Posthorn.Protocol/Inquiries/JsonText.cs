using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Writes a document in the style of some library.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private readonly JsonStyle _style;

    private JsonText(JsonStyle style) => _style = style;

    /// <exception cref="InvalidOperationException">A text holds half of a surrogate pair.</exception>
    public static string Of(JsonElement root, JsonStyle style)
    {
        var writer = new JsonText(style);
        writer.Write(root, depth: 0);
        return writer._text.ToString();
    }

    private void Write(JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                IEnumerable<JsonProperty> members = value.EnumerateObject();
                members = _style.Sorted ? members.OrderBy(static member => member.Name, StringComparer.Ordinal) : members;
                WriteAll('{', '}', [.. members], depth, member =>
                {
                    Write(member.Name);
                    _text.Append(_style.Colon);
                    Write(member.Value, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                WriteAll('[', ']', [.. value.EnumerateArray()], depth, item => Write(item, depth + 1));
                break;
            case JsonValueKind.String:
                Write(value.GetString()!);
                break;
            case JsonValueKind.Number when _style.DoubleNumbers:
                _text.Append(JavaScriptNumber.Of(value.GetDouble()));
                break;
            default:
                _text.Append(value.GetRawText());
                break;
        }
    }

    private void WriteAll<T>(char open, char close, IReadOnlyList<T> items, int depth, Action<T> write)
    {
        _text.Append(open);
        for (var index = 0; index < items.Count; index++)
        {
            _text.Append(index == 0 ? "" : _style.Indent is null ? _style.Comma : ",");
            BreakLine(depth + 1);
            write(items[index]);
        }

        if (items.Count > 0)
        {
            BreakLine(depth);
        }

        _text.Append(close);
    }

    private void BreakLine(int depth)
    {
        if (_style.Indent is not { } indent)
        {
            return;
        }

        _text.Append('\n');
        for (var level = 0; level < depth; level++)
        {
            _text.Append(indent);
        }
    }

    private void Write(string text)
    {
        _text.Append('"');
        foreach (var character in text)
        {
            Write(character);
        }

        _text.Append('"');
    }

    private void Write(char character)
    {
        switch (character)
        {
            case var special when _style.Escaped.Contains(special, StringComparison.Ordinal):
                WriteEscaped(character);
                break;
            case '"' or '\\':
                _text.Append('\\').Append(character);
                break;
            case '/' when _style.SlashEscaped:
                _text.Append("\\/");
                break;
            case '\n' or '\r' or '\t' or '\b' or '\f':
                _text.Append('\\').Append(character switch { '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', _ => 'f' });
                break;
            case < ' ':
            case > '~' when _style.IsAscii:
                WriteEscaped(character);
                break;
            default:
                _text.Append(character);
                break;
        }
    }

    private void WriteEscaped(char character) =>
        _text.Append("\\u").Append(((int)character).ToString(_style.CapitalHex ? "X4" : "x4", CultureInfo.InvariantCulture));
}
