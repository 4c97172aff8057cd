using System.Buffers;
using System.Text.Json;

namespace Posthorn.Protocol.Json;

/// <summary>
/// The property names of the objects that are open, so that a second one of the same name is noticed. Few names are compared one by one,
/// which costs no memory; from <see cref="FewNames"/> on an object gets a table of its own.
/// </summary>
internal ref struct NameLedger
{
    /// <summary>How many open names the caller's stack holds; documents with more at once borrow from the pool.</summary>
    internal const int UsualNames = 64;

    private const int FewNames = 32;
    private const int FirstScratchBytes = 256;

    private readonly ReadOnlySpan<byte> _document;
    private readonly Span<int> _starts;
    private Span<ulong> _fingerprints;
    private Span<OpenName> _names;
    private int _depth;
    private int _count;

    private ulong[]? _pooledFingerprints;
    private OpenName[]? _pooledNames;
    private byte[]? _unescaped;
    private int _unescapedLength;
    private NameTable[]? _tables;

    internal NameLedger(ReadOnlySpan<byte> document, Span<ulong> fingerprints, Span<OpenName> names, Span<int> starts)
    {
        _document = document;
        _fingerprints = fingerprints;
        _names = names;
        _starts = starts;
    }

    internal void Open() => _starts[_depth++] = _count;

    internal void Close()
    {
        _count = _starts[--_depth];
        if (_tables is not null)
        {
            _tables[_depth].Return();
        }
    }

    /// <summary>Notes the name that the reader stands on. False when the innermost open object has it already.</summary>
    internal bool TryAdd(ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped
            ? Unescape(ref reader)
            : new OpenName((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, IsUnescaped: false);
        var text = TextOf(name);
        var fingerprint = Fingerprint(text);
        var first = _starts[_depth - 1];
        return _count - first < FewNames ? TryAddToFew(name, text, fingerprint, first) : TryAddToMany(name, text, fingerprint, first);
    }

    internal void Dispose()
    {
        foreach (ref var table in _tables.AsSpan())
        {
            table.Return();
        }

        Give(_pooledFingerprints);
        Give(_pooledNames);
        Give(_unescaped);
    }

    private static void Give<T>(T[]? array)
    {
        if (array is not null)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    private static void Grow<T>(ref Span<T> span, ref T[]? pooled)
    {
        var larger = ArrayPool<T>.Shared.Rent(span.Length * 2);
        span.CopyTo(larger);
        Give(pooled);
        pooled = larger;
        span = larger;
    }

    /// <summary>Tells most different names apart in one comparison; equal ones still have to be compared.</summary>
    private static ulong Fingerprint(ReadOnlySpan<byte> text) => (ulong)text.Length ^ text.Length switch
    {
        >= 8 => BitConverter.ToUInt64(text) ^ ulong.RotateLeft(BitConverter.ToUInt64(text[^8..]), 29),
        >= 4 => BitConverter.ToUInt32(text) | ((ulong)BitConverter.ToUInt32(text[^4..]) << 32),
        > 0 => ((ulong)text[0] << 8) | ((ulong)text[text.Length / 2] << 16) | ((ulong)text[^1] << 24),
        _ => 0,
    };

    private readonly ReadOnlySpan<byte> TextOf(OpenName name) =>
        (name.IsUnescaped ? _unescaped : _document).Slice(name.Start, name.Length);

    private OpenName Unescape(ref Utf8JsonReader reader)
    {
        var longest = reader.ValueSpan.Length;
        if (_unescaped is null || _unescaped.Length - _unescapedLength < longest)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstScratchBytes, (_unescapedLength + longest) * 2));
            _unescaped.AsSpan(0, _unescapedLength).CopyTo(larger);
            Give(_unescaped);
            _unescaped = larger;
        }

        var start = _unescapedLength;
        var length = reader.CopyString(_unescaped.AsSpan(start));
        _unescapedLength += length;
        return new(start, length, IsUnescaped: true);
    }

    private bool TryAddToFew(OpenName name, ReadOnlySpan<byte> text, ulong fingerprint, int first)
    {
        var rest = _fingerprints[first.._count];
        for (var at = rest.IndexOf(fingerprint); at >= 0; at = rest.IndexOf(fingerprint))
        {
            if (TextOf(_names[_count - rest.Length + at]).SequenceEqual(text))
            {
                return false;
            }

            rest = rest[(at + 1)..];
        }

        Append(name, fingerprint);
        return true;
    }

    private bool TryAddToMany(OpenName name, ReadOnlySpan<byte> text, ulong fingerprint, int first)
    {
        _tables ??= new NameTable[_starts.Length];
        ref var table = ref _tables[_depth - 1];
        if (table.IsFullWith(_count - first))
        {
            table.Resize(_count - first);
            for (var i = first; i < _count; i++)
            {
                table.Insert(TextOf(_names[i]), i);
            }
        }

        var slot = table.FirstSlot(text);
        for (; table[slot] is var other and >= 0; slot = table.NextSlot(slot))
        {
            if (_fingerprints[other] == fingerprint && TextOf(_names[other]).SequenceEqual(text))
            {
                return false;
            }
        }

        table[slot] = _count;
        Append(name, fingerprint);
        return true;
    }

    private void Append(OpenName name, ulong fingerprint)
    {
        if (_count == _fingerprints.Length)
        {
            Grow(ref _fingerprints, ref _pooledFingerprints);
        }

        if (_count == _names.Length)
        {
            Grow(ref _names, ref _pooledNames);
        }

        _fingerprints[_count] = fingerprint;
        _names[_count++] = name;
    }
}
