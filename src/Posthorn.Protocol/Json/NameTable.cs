using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Posthorn.Protocol.Json;

/// <summary>
/// An open-addressing table of indices, for one object with many names. Its hash is the platform's seeded one for text (Marvin), so that no
/// sender can choose names that all fall into one slot.
/// </summary>
internal struct NameTable
{
    private const int FirstSize = 128;

    private int[]? _slots;
    private int _mask;

    /// <summary>The index in a slot, or -1.</summary>
    internal readonly int this[int slot]
    {
        get => _slots![slot] - 1;
        set => _slots![slot] = value + 1;
    }

    /// <summary>Whether another name would fill the table beyond half.</summary>
    internal readonly bool IsFullWith(int count) => _slots is null || count * 2 > _mask;

    internal void Resize(int count)
    {
        Return();
        var size = Math.Max(FirstSize, (int)BitOperations.RoundUpToPowerOf2((uint)count * 4));
        _slots = ArrayPool<int>.Shared.Rent(size);
        _slots.AsSpan(0, size).Clear();
        _mask = size - 1;
    }

    /// <summary>The slot where a name that the table does not hold yet is looked for first.</summary>
    internal readonly int FirstSlot(ReadOnlySpan<byte> text)
    {
        // The seeded hash reads pairs of bytes; the odd one is mixed in by a seeded combination.
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(text), StringComparison.Ordinal);
        return ((text.Length & 1) == 0 ? hash : HashCode.Combine(hash, text[^1])) & _mask;
    }

    internal readonly int NextSlot(int slot) => (slot + 1) & _mask;

    /// <summary>Puts an index into the first free slot for its name.</summary>
    internal void Insert(ReadOnlySpan<byte> text, int index)
    {
        var slot = FirstSlot(text);
        while (this[slot] >= 0)
        {
            slot = NextSlot(slot);
        }

        this[slot] = index;
    }

    internal void Return()
    {
        if (_slots is not null)
        {
            ArrayPool<int>.Shared.Return(_slots);
            _slots = null;
        }
    }
}
