using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Server.Http;

/// <summary>A place in a list as text that a caller keeps and gives back: opaque, and good for one kind of list of one partner only.</summary>
/// <remarks>
/// The mark in it is no secret and need not be: whatever place a caller makes up, it reads its own partner's rows. It is there so that
/// a cursor that was mixed up is refused, and does not skip events silently.
/// </remarks>
internal static class Cursor
{
    public const byte Feed = 1;
    public const byte Deliveries = 2;

    private const int MarkLength = 8;
    private const int Length = sizeof(long) + MarkLength;

    public static string Write(byte kind, string partnerId, long place)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, place);
        Mark(kind, partnerId, place, bytes[sizeof(long)..]);

        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(byte kind, string partnerId, string text, out long place)
    {
        place = 0;
        Span<byte> bytes = stackalloc byte[Length];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length != Length)
        {
            return false;
        }

        Span<byte> mark = stackalloc byte[MarkLength];
        place = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Mark(kind, partnerId, place, mark);
        return place >= 0 && bytes[sizeof(long)..].SequenceEqual(mark);
    }

    private static void Mark(byte kind, string partnerId, long place, Span<byte> mark) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind} {partnerId} {place}"))).AsSpan(0, MarkLength).CopyTo(mark);
}
