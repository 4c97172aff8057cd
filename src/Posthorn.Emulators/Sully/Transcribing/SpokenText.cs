using System.Globalization;
using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;

namespace Posthorn.Emulators.Sully.Transcribing;

/// <summary>A made-up conversation as Sully writes it: one text, or word for word with times, for a channel or two.</summary>
internal static class SpokenText
{
    private const string Doctor = "Doctor: ";
    private const string Patient = "Patient: ";
    private const double SecondsALetter = 0.065;
    private const double Breath = 0.12;

    public static string Of(SyntheticVisit visit, int revision)
    {
        var text = string.Join('\n', visit.Turns.Select(static turn => (turn.Speaker == SyntheticTranscripts.Doctor ? Doctor : Patient) + turn.Text));
        return revision == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $"\n{Doctor}[synthetic] This is revision {revision}.");
    }

    /// <param name="isMultichannel">Whether each speaker has a channel; else all are on one.</param>
    public static JsonArray Channels(string text, bool isMultichannel)
    {
        var words = Words(text);
        return isMultichannel
            ? [Channel(words.Where(static word => word.Speaker == 0)), Channel(words.Where(static word => word.Speaker == 1))]
            : [Channel(words)];
    }

    private static JsonObject Channel(IEnumerable<(string Word, int Speaker, double Start, double End, double Confidence)> spoken)
    {
        var words = spoken.ToList();
        return new()
        {
            ["transcript"] = string.Join(' ', words.Select(static word => word.Word)),
            ["confidence"] = words.Count == 0 ? 0 : Math.Round(words.Average(static word => word.Confidence), 3),
            ["words"] = new JsonArray([.. words.Select(static word => new JsonObject
            {
                ["word"] = word.Word,
                ["start"] = word.Start,
                ["end"] = word.End,
                ["confidence"] = word.Confidence,
                ["speaker"] = word.Speaker,
            })]),
        };
    }

    private static List<(string Word, int Speaker, double Start, double End, double Confidence)> Words(string text)
    {
        var words = new List<(string, int, double, double, double)>();
        var at = 0.4;
        foreach (var line in text.Split('\n'))
        {
            var speaker = line.StartsWith(Patient, StringComparison.Ordinal) ? 1 : 0;
            foreach (var word in line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var end = at + (word.Length * SecondsALetter);
                words.Add((word, speaker, Math.Round(at, 2), Math.Round(end, 2), 0.9 + (words.Count * 7 % 10 / 100.0)));
                at = end + Breath;
            }
        }

        return words;
    }
}
