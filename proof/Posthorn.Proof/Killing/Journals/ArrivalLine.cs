using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Posthorn.Proof.Killing.Journals;

/// <summary>A request that an endpoint has read to its end, as it is written down before it is answered.</summary>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Endpoint">The endpoint's index.</param>
/// <param name="Number">The event's number; -1 where the body has none.</param>
/// <param name="EventId">What the request says of itself, or <c>-</c>.</param>
/// <param name="Hash">Of the body.</param>
/// <param name="Answer">How it is about to be answered: a status, or <c>reset</c>, <c>hang</c>, <c>drip</c>.</param>
/// <param name="Signed">Whether the signature was right.</param>
/// <param name="Intact">Whether the data is what was published, byte for byte.</param>
internal readonly record struct ArrivalLine(long At, int Endpoint, int Number, string EventId, ulong Hash, string Answer, bool Signed, bool Intact)
{
    private const int Words = 8;
    private const int Longest = 400;

    public void WriteTo(Journal journal)
    {
        Span<byte> line = stackalloc byte[Longest];
        _ = Utf8.TryWrite(
            line,
            CultureInfo.InvariantCulture,
            $"{At} {Endpoint} {Number} {EventId} {Hash:x16} {Answer} {(Signed ? "signed" : "unsigned")} {(Intact ? "intact" : "altered")}\n",
            out var length);
        journal.Append(line[..length]);
    }

    public static ArrivalLine Parse(string line)
    {
        var words = line.Split(' ');
        return words.Length == Words
            ? new(
                long.Parse(words[0], CultureInfo.InvariantCulture),
                int.Parse(words[1], CultureInfo.InvariantCulture),
                int.Parse(words[2], CultureInfo.InvariantCulture),
                words[3],
                ulong.Parse(words[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                words[5],
                words[6] == "signed",
                words[7] == "intact")
            : throw new FormatException("A line of the journal of arrivals is broken.");
    }

    /// <summary>An id as a header gave it, cut and made safe for a line.</summary>
    public static string Word(string? text) =>
        string.IsNullOrEmpty(text) ? "-" : new StringBuilder(text.Length > 64 ? text[..64] : text).Replace(' ', '_').Replace('\n', '_').ToString();
}
