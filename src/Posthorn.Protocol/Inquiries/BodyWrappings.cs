using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Bodies inside of something: a form, a JSON string, a member, base64; and texts that stand for a body that was none.</summary>
internal static class BodyWrappings
{
    private const int MostMembers = 32;

    public static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> Of(ReadOnlyMemory<byte> body) =>
        [.. OfForm(body), .. OfJson(body), .. OfBase64(body), .. OfText(body)];

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> OfForm(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.Latin1.GetString(body.Span);
        if (!text.Contains('%', StringComparison.Ordinal) && !text.Contains('+', StringComparison.Ordinal))
        {
            yield break;
        }

        var cause = new Cause("body_form_encoded", "The body is encoded as a form; the signature is over what was put into it.", "the body read as a form");
        yield return (Bytes(WebUtility.UrlDecode(text)), cause);
        foreach (var field in text.Split('&').Take(MostMembers))
        {
            yield return (Bytes(WebUtility.UrlDecode(field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])), cause);
        }
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> OfJson(ReadOnlyMemory<byte> body)
    {
        var inner = new Cause("body_json_in_json", "The body is a JSON text inside of a JSON string: it was encoded twice.", "the text inside of the JSON string");
        var member = new Cause("body_wrapped", "The body stands inside of another document, as a member of it.", "a member of the document");
        if (BodyRewritings.Parse(body) is { } root)
        {
            foreach (var (text, cause) in Texts(root, inner, member))
            {
                yield return (Bytes(text), cause);
                if (Decoded(text) is { } decoded)
                {
                    yield return (decoded, cause);
                }
            }
        }

        var outer = new Cause("body_json_in_json", "The signature is over the body as a JSON string: the sender encoded it twice.", "the body as a JSON string");
        var whole = Encoding.UTF8.GetString(body.Span);
        yield return (Bytes($"\"{JavaScriptEncoder.Default.Encode(whole)}\""), outer);
        yield return (Bytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(whole)}\""), outer);
    }

    private static IEnumerable<(string Text, Cause Cause)> Texts(JsonElement root, Cause inner, Cause member)
    {
        var values = root.ValueKind switch
        {
            JsonValueKind.String => [(root, inner)],
            JsonValueKind.Object => root.EnumerateObject().Take(MostMembers).Select(one => (one.Value, member)),
            _ => Enumerable.Empty<(JsonElement, Cause)>(),
        };
        foreach (var (value, cause) in values)
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => TextOf(value),
                JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
                _ => null,
            };
            if (text is not null)
            {
                yield return (text, cause);
            }
        }
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> OfBase64(ReadOnlyMemory<byte> body)
    {
        if (Decoded(Encoding.Latin1.GetString(body.Span)) is { } decoded)
        {
            yield return (decoded, new("body_base64", "The body is base64; the signature is over what it means.", "the body decoded from base64"));
        }

        yield return (Bytes(Convert.ToBase64String(body.Span)), new("body_base64", "The signature is over the body as base64.", "the body as base64"));
        yield return (Bytes(Convert.ToHexStringLower(body.Span)), new("body_base64", "The signature is over the body as hex.", "the body as hex"));
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> OfText(ReadOnlyMemory<byte> body)
    {
        var cause = new Cause(
            "body_stringified",
            "What was signed is no body at all, but what a language shows of an object: the sender signs before it has the bytes.",
            "the text that a language shows of an object");
        foreach (var text in new[] { "[object Object]", "{}", "null", "undefined", "None" })
        {
            yield return (Bytes(text), cause);
        }

        yield return (Bytes($"b'{Encoding.Latin1.GetString(body.Span)}'"), cause);
        yield return (default, new("body_not_signed", "The sender signed an empty body and sent this one.", "an empty body"));
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static byte[]? Decoded(string text)
    {
        var buffer = new byte[text.Length];
        return text.Length > 0 && Base64.IsValid(text) && Convert.TryFromBase64String(text, buffer, out var length) && length > 0 ? buffer[..length] : null;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
