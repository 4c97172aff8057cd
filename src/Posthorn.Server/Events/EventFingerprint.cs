using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Server.Events;

/// <summary>Tells a repeated request from a reused key: the SHA-256 of what the event says.</summary>
internal static class EventFingerprint
{
    private const byte Absent = 0;
    private const byte Present = 1;

    public static byte[] Of(string type, string? subject, DateTimeOffset? occurredAt, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, type);
        Append(hash, subject);
        Append(hash, occurredAt?.UtcTicks);
        hash.AppendData(data);

        return hash.GetHashAndReset();
    }

    // Each part says how long it is, so that no two events run together into the same bytes.
    private static void Append(IncrementalHash hash, string? text)
    {
        Append(hash, text?.Length);
        if (text is not null)
        {
            hash.AppendData(Encoding.Unicode.GetBytes(text));
        }
    }

    private static void Append(IncrementalHash hash, long? number)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = number is null ? Absent : Present;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number ?? 0);
        hash.AppendData(bytes);
    }
}
