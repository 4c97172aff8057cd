using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Bench.Comparing;

/// <summary>
/// Times refusals of signatures whose first byte is wrong, and of such whose last is, in random order. A comparison that stops early takes longer for the
/// second; one of constant time does not.
/// </summary>
internal sealed class ComparingRun(TimeProvider clock, Random dice, int compares)
{
    /// <summary>The most even of the samples' range: interrupts and other programs lengthen the rest.</summary>
    private const double Kept = 0.9;

    private const string Secret = "a-secret-of-nobody-that-signs-nothing";
    private const string Time = "1767323045";

    private static readonly byte[] Body = "{}"u8.ToArray();

    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Time, CultureInfo.InvariantCulture));
    private readonly byte[] _right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{Time}.{{}}"));

    public ComparingReport Run()
    {
        var scheme = SigningScheme.Sully;
        _ = scheme.TryCreateKey(Secret, out var key, out _);
        SigningKey[] keys = [key!];
        var secret = Encoding.UTF8.GetBytes(Secret);
        var posthorn = Measure(Header, header => scheme.Verify(new OneHeader(header), Body, keys, _now, scheme.DefaultTolerance).IsValid);
        var control = Measure(static signature => signature, signature => StopsEarly(secret, signature));
        return new(compares, posthorn, control);
    }

    private double Measure<T>(Func<byte[], T> of, Func<T, bool> verify)
    {
        var (first, last) = (of(WrongAt(0)), of(WrongAt(_right.Length - 1)));
        var (early, late) = (new Sample(compares), new Sample(compares));
        for (var i = -compares / 10; i < compares; i++)
        {
            var isFirst = dice.Next(2) == 0;
            var started = clock.GetTimestamp();
            var valid = verify(isFirst ? first : last);
            var ticks = clock.GetTimestamp() - started;
            if (valid)
            {
                throw new InvalidOperationException("A wrong signature was taken for right.");
            }

            // The first tenth lets the compiler finish.
            if (i >= 0)
            {
                (isFirst ? early : late).Add(ticks);
            }
        }

        return Sample.Welch(early, late, Sample.Cut(early, late, Kept));
    }

    private byte[] WrongAt(int place)
    {
        byte[] wrong = [.. _right];
        wrong[place] ^= 0xFF;
        return wrong;
    }

    private static string Header(byte[] signature) => $"t={Time},v1={Convert.ToHexStringLower(signature)}";

    private static bool StopsEarly(byte[] secret, byte[] signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(secret, "1767323045.{}"u8, expected);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] != signature[i])
            {
                return false;
            }
        }

        return true;
    }

    private readonly struct OneHeader(string value) : IHeaderLookup
    {
        public HeaderValue Find(string name) => new(value);
    }
}
