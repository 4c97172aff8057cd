using System.Diagnostics;
using System.Security.Cryptography;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Secrets;

/// <summary>The one key that opens every sealed secret. Keeps its bytes to itself, and prints as <c>***</c>.</summary>
[DebuggerDisplay("***")]
internal sealed class MasterKey
{
    public const int Bytes = 32;

    /// <summary>How many bytes name a key in what it sealed.</summary>
    public const int IdBytes = 8;

    private readonly byte[] _sealing;

    private MasterKey(byte[] master)
    {
        // Each use has a key of its own, so that what is written in the open tells nothing about the one that seals.
        _sealing = Derive(master, "posthorn v1 seal"u8, Bytes);
        Id = Derive(master, "posthorn v1 key id"u8, IdBytes);
        Check = Derive(master, "posthorn v1 key check"u8, Bytes);
    }

    /// <summary>Names the key without telling it.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    /// <summary>What a store keeps, to know the key again.</summary>
    public ReadOnlyMemory<byte> Check { get; }

    /// <summary>Reads a key that is written as base64 of exactly 32 bytes; white space around it does no harm.</summary>
    /// <param name="origin">Where it stood, for the message.</param>
    /// <exception cref="StartRefusedException">It is something else. The message holds nothing of it.</exception>
    public static MasterKey Parse(ReadOnlySpan<char> text, string origin)
    {
        Span<byte> bytes = stackalloc byte[Bytes + 3];
        if (!Convert.TryFromBase64Chars(text.Trim(), bytes, out var length) || length != Bytes)
        {
            throw new StartRefusedException(
                "master_key_invalid", $"{origin} does not hold a master key: it must be base64 of exactly {Bytes} bytes, such as 'openssl rand -base64 {Bytes}' prints.");
        }

        if (!bytes[..Bytes].ContainsAnyExcept(bytes[0]))
        {
            throw new StartRefusedException("master_key_invalid", $"{origin} holds one byte over and over, which is a placeholder and no key.");
        }

        var key = new MasterKey(bytes[..Bytes].ToArray());
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "***";

    /// <summary>A cipher for one operation: it is not safe for use by several threads.</summary>
    internal AesGcm CreateCipher() => new(_sealing, SealedFormat.TagBytes);

    private static byte[] Derive(byte[] master, ReadOnlySpan<byte> purpose, int length)
    {
        var key = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, master, key, purpose);
        return key;
    }
}
