using System.Security.Cryptography;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Computes signatures and looks whether one of them came. The work is bounded: what is beyond it is not tried.</summary>
internal sealed class Trials(IReadOnlyList<DigestCandidate> digests)
{
    private const long MostBytes = 512L * 1024 * 1024;
    private const int Overhead = 256;

    private long _left = MostBytes;

    public bool AreCutShort { get; private set; }

    public Match? Try(KeyCandidate key, TextCandidate text, BodyCandidate body)
    {
        _left -= body.Bytes.Length + Overhead;
        if (_left < 0)
        {
            AreCutShort = true;
            return null;
        }

        Span<byte> mac = stackalloc byte[SigningKey.MacBytes];
        Compute(key, text, body, mac);
        foreach (var digest in digests)
        {
            if (CryptographicOperations.FixedTimeEquals(mac, digest.Mac))
            {
                return new(key.Secret, [.. key.Causes, .. text.Causes, .. body.Causes, .. new[] { digest.Cause }.OfType<Cause>()]);
            }
        }

        return null;
    }

    public static void Compute(KeyCandidate key, TextCandidate text, BodyCandidate body, Span<byte> mac) => key.Key.ComputeMac(
        text.Before, text.After.Length == 0 ? body.Bytes.Span : [.. body.Bytes.Span, .. text.After], mac);
}
