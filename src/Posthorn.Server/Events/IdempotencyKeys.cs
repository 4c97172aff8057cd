namespace Posthorn.Server.Events;

/// <summary>What may be an idempotency key.</summary>
internal static class IdempotencyKeys
{
    public const string Rule = "An idempotency key has 1 to 255 visible ASCII characters.";

    private const int MaxLength = 255;

    public static bool IsValid(ReadOnlySpan<char> key) => key.Length is > 0 and <= MaxLength && !key.ContainsAnyExceptInRange('!', '~');
}
