using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Posthorn.Proof.Killing.Planning;

/// <summary>The data of each event, made of its number alone: whoever receives it can make it again and compare.</summary>
/// <remarks>It has the shape of the vendor's notes and says of itself that there is no patient.</remarks>
internal sealed class EventContent(int seed)
{
    public const string Type = "note_generation.succeeded";

    private const int Length = 2;
    private const int Rare = 3;
    private const int LeastText = 60;
    private const int MostText = 600;
    private const int LargeText = 32 * 1024;
    private const ulong OneLargeIn = 500;

    private static readonly string Filler = string.Concat(Enumerable.Repeat("Synthetic note, no patient exists. ", (LargeText / 34) + 30));

    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"\"id\":\"proof-{(uint)seed:x8}-");

    public byte[] Of(int number)
    {
        var length = Mix.Of(seed, Rare, number) % OneLargeIn == 0 ? LargeText : LeastText + (int)(Mix.Of(seed, Length, number) % (MostText - LeastText));
        var text = Filler.AsSpan(number % 34, length);
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{{_prefix}{number}\",\"status\":\"completed\",\"timestamp\":{{\"start\":1,\"complete\":{number}}},\"payload\":{{\"markdown\":\"{text}\"}}}}"));
    }

    /// <summary>Finds the number of the event in a request's body.</summary>
    public bool TryReadNumber(ReadOnlySpan<byte> body, out int number)
    {
        number = -1;
        Span<byte> prefix = stackalloc byte[64];
        prefix = prefix[..Encoding.ASCII.GetBytes(_prefix, prefix)];
        var at = body.IndexOf(prefix);
        return at >= 0 && Utf8Parser.TryParse(body[(at + prefix.Length)..], out number, out _) && number >= 0;
    }

    /// <summary>Whether a body holds the event's data, byte for byte.</summary>
    public bool IsIn(ReadOnlySpan<byte> body, int number) => body.IndexOf(Of(number)) >= 0;
}
