using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Emulators.Scripting;

/// <summary>Chance that comes out the same for the same seed: whatever is drawn is drawn for a purpose, whatever else was drawn before.</summary>
internal sealed class Seeds(int seed)
{
    /// <param name="purpose">What it is drawn for, such as <c>content:3</c>.</param>
    public Random For(string purpose) => new(BinaryPrimitives.ReadInt32BigEndian(Hash(purpose)));

    /// <summary>A UUID of version 4, as the vendors' ids are.</summary>
    public string Uuid(string purpose)
    {
        var bytes = Hash(purpose).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public byte[] Bytes(string purpose, int count)
    {
        var bytes = new byte[count];
        For(purpose).NextBytes(bytes);
        return bytes;
    }

    public TimeSpan Between(string purpose, double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + (For(purpose).NextDouble() * (mostSeconds - leastSeconds)));

    private byte[] Hash(string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{purpose}"));
}
