using System.Globalization;

namespace Posthorn.Relay.Wire;

/// <summary>How far a listener has come: the store that counts, and the last place of it. Written as <c>STORE.NUMBER</c>.</summary>
internal readonly record struct Place(string Relay, long Sequence)
{
    public static bool TryParse(string? text, out Place place)
    {
        place = default;
        if (text?.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        place = new(text[..dot], sequence);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Relay}.{Sequence}");
}
