using System.Text.Json;

namespace Posthorn.Cli.Listening;

/// <summary>The one word of a body that is shown: its type or status, where it looks like the name of one.</summary>
internal static class EventWord
{
    private const int Longest = 64;

    private static readonly string[] Names = ["type", "status"];

    /// <returns>Null where it cannot be read from the body's own members.</returns>
    public static string? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (var name in Names)
            {
                if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } word && IsName(word))
                {
                    return word;
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON: then it has no word.
        }

        return null;
    }

    // A sentence in that place would be content.
    private static bool IsName(string word) =>
        word.Length is > 0 and <= Longest && word.All(static one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-' or ':' or '/');
}
