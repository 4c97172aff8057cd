using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Sending;

/// <summary>The bytes that an endpoint gets: the same for every attempt, which the hash of the first rendering holds them to.</summary>
internal static class RenderedBody
{
    /// <returns>Null when the profile cannot express the event; then <paramref name="problem"/> says why.</returns>
    public static byte[]? Render(Profile profile, string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, out RenderProblem problem)
    {
        var output = new ArrayBufferWriter<byte>(data.Length + 128);
        return profile.TryRender(eventType, occurredAt, data, output, out problem) ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>The first eight bytes of the SHA-256: enough to find a body that changed, which is what it is for.</summary>
    public static long Hash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(body, hash);

        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
