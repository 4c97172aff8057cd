using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Posthorn.Bench;

/// <summary>The Sully profile's header, <c>x-sully-signature: t=SECONDS,v1=HEX</c>: the floors write it, the sink checks it.</summary>
/// <remarks>Written for the bench alone, so that the yardstick does not move when the product's own signing does.</remarks>
internal static class SullySignature
{
    public const string Header = "x-sully-signature";

    /// <summary>Characters that hold any value of the header.</summary>
    public const int MaxLength = 96;

    private const string TimePart = "t=";
    private const string MacPart = ",v1=";

    public static bool TryReadTime(ReadOnlySpan<char> header, out long seconds)
    {
        seconds = 0;
        var end = header.IndexOf(MacPart, StringComparison.Ordinal);
        return end > 0
            && header.StartsWith(TimePart, StringComparison.Ordinal)
            && long.TryParse(header[TimePart.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    /// <summary>Writes the header value and returns its length.</summary>
    public static int Write(Span<char> destination, byte[] secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        return Write(destination, hash, seconds, body);
    }

    /// <summary>Writes the header value with a hash that is already keyed, which spares the set-up, and returns its length.</summary>
    public static int Write(Span<char> destination, IncrementalHash keyed, long seconds, ReadOnlySpan<byte> body)
    {
        Span<byte> time = stackalloc byte[24];
        _ = seconds.TryFormat(time, out var digits, provider: CultureInfo.InvariantCulture);
        time[digits] = (byte)'.';
        keyed.AppendData(time[..(digits + 1)]);
        keyed.AppendData(body);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = keyed.GetHashAndReset(mac);

        TimePart.CopyTo(destination);
        var at = TimePart.Length + Encoding.ASCII.GetChars(time[..digits], destination[TimePart.Length..]);
        MacPart.CopyTo(destination[at..]);
        at += MacPart.Length;
        _ = Convert.TryToHexStringLower(mac, destination[at..], out var hex);
        return at + hex;
    }
}
