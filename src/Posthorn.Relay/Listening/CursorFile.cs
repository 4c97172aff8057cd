using System.Security.Cryptography;
using System.Text;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>How far this listener has forwarded, on disk before the next is forwarded. Never anything of what was forwarded.</summary>
/// <remarks>
/// Two slots, written by turns: a write that is cut off spoils the one and leaves the other. Held open and locked, so that two
/// listeners of one cursor cannot both forward.
/// </remarks>
internal sealed class CursorFile : IDisposable
{
    private const int SlotBytes = 256;

    private readonly FileStream _file;
    private int _slot;

    private CursorFile(FileStream file) => _file = file;

    /// <summary>Where it had come to; null when it is new.</summary>
    public Place? Place { get; private set; }

    /// <exception cref="IOException">Another listener has it, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public static CursorFile Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var cursor = new CursorFile(new(path, options));
        cursor.Read();
        return cursor;
    }

    /// <summary>Writes a place down. When this returns, it is on disk.</summary>
    public void Write(Place place)
    {
        var text = place.ToString();
        var line = $"{text} {Check(text)}";
        var slot = new byte[SlotBytes];
        slot.AsSpan().Fill((byte)' ');
        _ = Encoding.ASCII.GetBytes(line, slot);
        slot[^1] = (byte)'\n';

        _file.Position = (long)_slot * SlotBytes;
        _file.Write(slot);
        _file.Flush(flushToDisk: true);
        _slot = 1 - _slot;
        Place = place;
    }

    /// <summary>Forgets the place: the store that it counts in is gone.</summary>
    public void Clear()
    {
        _file.SetLength(0);
        _file.Flush(flushToDisk: true);
        (Place, _slot) = (null, 0);
    }

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        var bytes = new byte[2 * SlotBytes];
        var read = _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var (first, second) = (PlaceIn(bytes.AsSpan(0, Math.Min(read, SlotBytes))), PlaceIn(bytes.AsSpan(SlotBytes, Math.Max(0, read - SlotBytes))));
        (Place, _slot) = second is null ? (first, first is null ? 0 : 1) : first?.Sequence > second.Value.Sequence ? (first, 1) : (second, 0);
    }

    private static Place? PlaceIn(ReadOnlySpan<byte> slot)
    {
        var parts = Encoding.ASCII.GetString(slot).TrimEnd().Split(' ');
        return parts is [var text, var check] && check == Check(text) && Wire.Place.TryParse(text, out var place) ? place : null;
    }

    private static string Check(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..16];
}
