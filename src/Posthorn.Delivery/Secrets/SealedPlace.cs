using System.Buffers.Binary;
using System.Text;

namespace Posthorn.Delivery.Secrets;

/// <summary>Where a sealed value belongs. It opens there and nowhere else.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Row">The row's key.</param>
/// <param name="Version">Of the value in its row; 0 where there is one only.</param>
internal readonly record struct SealedPlace(string Partner, string Table, long Row, int Version)
{
    /// <summary>The place as bytes. Each part is preceded by its length, so that no two places are written alike.</summary>
    public byte[] ToAssociatedData(ReadOnlySpan<byte> keyId)
    {
        Span<byte> numbers = stackalloc byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, Row);
        BinaryPrimitives.WriteInt32BigEndian(numbers[sizeof(long)..], Version);

        var data = new List<byte>(128);
        Add(data, Encoding.UTF8.GetBytes(Partner));
        Add(data, Encoding.UTF8.GetBytes(Table));
        Add(data, numbers[..sizeof(long)]);
        Add(data, numbers[sizeof(long)..]);
        Add(data, keyId);
        return [.. data];
    }

    private static void Add(List<byte> data, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        data.AddRange(length);
        data.AddRange(part);
    }
}
