using System.Runtime.CompilerServices;

namespace Posthorn.Protocol.Signing;

/// <summary>The headers that carry one signature: at most three, held without a list. The default value holds none.</summary>
public readonly struct SignedHeaders
{
    /// <summary>The most headers that any scheme writes.</summary>
    public const int MaxCount = 3;

    private readonly Pairs _pairs;

    internal SignedHeaders(ReadOnlySpan<KeyValuePair<string, string>> pairs)
    {
        pairs.CopyTo(_pairs);
        Count = pairs.Length;
    }

    /// <summary>How many headers there are.</summary>
    public int Count { get; }

    /// <summary>One header, name and value.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1, in the order of <see cref="SigningScheme.HeaderNames"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such header.</exception>
    public KeyValuePair<string, string> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _pairs[index];
        }
    }

    /// <summary>How many headers there are, and never their values.</summary>
    /// <returns>The count in words.</returns>
    public override string ToString() => $"{Count} signed headers";

    [InlineArray(MaxCount)]
    private struct Pairs
    {
        private KeyValuePair<string, string> _first;
    }
}
