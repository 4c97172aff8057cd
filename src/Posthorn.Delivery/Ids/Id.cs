using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Delivery.Ids;

/// <summary>A name that is never given twice: a prefix that tells its kind, and a UUIDv7 that sorts by time.</summary>
internal readonly record struct Id<TKind>
    where TKind : IIdKind
{
    private const int HexDigits = 32;

    public Id(Guid value) => Value = value;

    public Guid Value { get; }

    public static Id<TKind> New(DateTimeOffset now) => new(UuidVersion7.New(now));

    public static bool TryParse([NotNullWhen(true)] string? text, out Id<TKind> id)
    {
        id = default;
        var prefix = TKind.Prefix;
        if (text is null || text.Length != prefix.Length + 1 + HexDigits
            || !text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length] != '_'
            || !Guid.TryParseExact(text.AsSpan(prefix.Length + 1), "N", out var value))
        {
            return false;
        }

        // One spelling only: an id in capitals would name the same row under another text.
        id = new(value);
        return !text.AsSpan(prefix.Length + 1).ContainsAnyInRange('A', 'F');
    }

    public override string ToString() => string.Create(
        TKind.Prefix.Length + 1 + HexDigits,
        Value,
        static (text, value) =>
        {
            TKind.Prefix.CopyTo(text);
            text[TKind.Prefix.Length] = '_';
            _ = value.TryFormat(text[(TKind.Prefix.Length + 1)..], out _, "N");
        });
}
