using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Server.Access;

/// <summary>The SHA-256 of a key's text, as a value that a dictionary can look up: how long that takes tells nothing about any key.</summary>
internal readonly record struct KeyHash
{
    private const int MostCharacters = 256;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    public KeyHash(ReadOnlySpan<byte> sha256)
    {
        if (sha256.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(sha256));
        }

        var words = MemoryMarshal.Cast<byte, ulong>(sha256);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>Hashes a key's text.</summary>
    /// <returns>False for what cannot be a key: empty, too long, not ASCII.</returns>
    public static bool TryOf(ReadOnlySpan<char> key, out KeyHash hash)
    {
        hash = default;
        if (key.Length is 0 or > MostCharacters || !Ascii.IsValid(key))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[MostCharacters];
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(text[..Encoding.ASCII.GetBytes(key, text)], sha256);
        hash = new(sha256);
        return true;
    }

    // Already as evenly spread as a hash can be.
    public override int GetHashCode() => (int)_a;
}
