using System.Diagnostics;
using System.Security.Cryptography;

namespace Posthorn.Protocol.Signing;

/// <summary>The key of one secret, ready to sign and to verify. Made by <see cref="SigningScheme.TryCreateKey"/>.</summary>
/// <remarks>
/// Keeps its bytes to itself: it prints as <c>***</c> and offers no comparison. Safe for use by several threads at once.
/// </remarks>
[DebuggerDisplay("***")]
public sealed class SigningKey
{
    internal const int MacBytes = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _bytes;

    /// <summary>
    /// A keyed hash at rest. Starting a new one costs half as much again as a kilobyte does, so one is kept for the next caller.
    /// </summary>
    private IncrementalHash? _idle;

    internal SigningKey(KeyRule rule, byte[] bytes)
    {
        // An empty key signs without complaint; nobody may ever come to hold one.
        if (bytes.Length == 0)
        {
            throw new ArgumentException("A key has at least one byte.", nameof(bytes));
        }

        Rule = rule;
        _bytes = bytes;
    }

    /// <summary>The rule that the key was made by. A key made for one kind of scheme is not taken by the other.</summary>
    internal KeyRule Rule { get; }

    /// <summary>Never the key.</summary>
    /// <returns><c>***</c>.</returns>
    public override string ToString() => "***";

    internal void ComputeMac(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        var hash = Interlocked.Exchange(ref _idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _bytes);
        hash.AppendData(head);
        hash.AppendData(body);
        _ = hash.GetHashAndReset(mac);
        Interlocked.Exchange(ref _idle, hash)?.Dispose();
    }
}
