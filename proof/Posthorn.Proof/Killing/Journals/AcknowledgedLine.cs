using System.Globalization;
using System.Text;

namespace Posthorn.Proof.Killing.Journals;

/// <summary>An event that the server said is stored.</summary>
/// <param name="At">When that was heard, in milliseconds since 1970.</param>
/// <param name="Number">The event's number, which its idempotency key is made of.</param>
/// <param name="Node">The node that said so.</param>
/// <param name="Unsure">How many tries before ended so that it could not be known whether it was stored.</param>
/// <param name="Replayed">Whether the server knew the key already.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Deliveries">The deliveries that the receipt names, with the index of their endpoint; -1 for one that is not of this run.</param>
internal sealed record AcknowledgedLine(
    long At, int Number, int Node, int Unsure, bool Replayed, string EventId, IReadOnlyList<(string Id, int Endpoint)> Deliveries)
{
    public const char Letter = 'A';

    private const int Words = 8;

    public void AppendTo(StringBuilder lines)
    {
        _ = lines.Append(CultureInfo.InvariantCulture, $"{Letter} {At} {Number} {Node} {Unsure} {(Replayed ? "replayed" : "new")} {EventId} ");
        _ = Deliveries.Count == 0 ? lines.Append('-') : lines.AppendJoin(',', Deliveries.Select(static one => $"{one.Id}={Text(one.Endpoint)}"));
        _ = lines.Append('\n');
    }

    public static AcknowledgedLine Parse(string line)
    {
        var words = line.Split(' ');
        return words.Length == Words
            ? new(
                long.Parse(words[1], CultureInfo.InvariantCulture),
                Whole(words[2]),
                Whole(words[3]),
                Whole(words[4]),
                words[5] == "replayed",
                words[6],
                words[7] == "-" ? [] : [.. words[7].Split(',').Select(static pair => pair.Split('=')).Select(static pair => (pair[0], Whole(pair[1])))])
            : throw new FormatException("A line of the journal of published events is broken.");
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
