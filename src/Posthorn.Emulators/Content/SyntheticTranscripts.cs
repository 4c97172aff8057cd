namespace Posthorn.Emulators.Content;

/// <summary>The conversation of a made-up visit.</summary>
internal static class SyntheticTranscripts
{
    public const string Doctor = "provider";
    public const string Patient = "patient";

    private const int FewestPairs = 16;
    private const int MostPairs = 22;

    public static IReadOnlyList<SyntheticTurn> Draw(SyntheticCase about, Random random)
    {
        var said = new List<(string Speaker, string Text)>
        {
            (Doctor, "Good morning, this is a synthetic visit. What brings you here today?"),
            (Patient, $"I came because of {about.Complaint}."),
            (Doctor, "When did that begin?"),
            (Patient, $"It began {about.Onset}."),
            (Doctor, "When is it worse?"),
            (Patient, $"It is worse {about.Worse}."),
        };
        var pairs = SyntheticSmallTalk.Pairs.ToArray();
        random.Shuffle(pairs);
        foreach (var (question, answer) in pairs.Take(random.Next(FewestPairs, MostPairs + 1)))
        {
            said.Add((Doctor, question));
            said.Add((Patient, answer));
        }

        said.AddRange(
        [
            (Doctor, "Let me have a look at you."),
            (Patient, "Of course."),
            (Doctor, $"I would like you to take {about.Order.Drug} {about.Order.Dosage}, {about.Order.Frequency}."),
            (Patient, "All right."),
            (Doctor, $"And I recommend {about.Advice}."),
            (Patient, "I will do that. Thank you."),
        ]);
        return Timed(said, random);
    }

    private static List<SyntheticTurn> Timed(List<(string Speaker, string Text)> said, Random random)
    {
        var turns = new List<SyntheticTurn>(said.Count);
        var at = TimeSpan.FromMilliseconds(random.Next(200, 1_500));
        foreach (var (speaker, text) in said)
        {
            // Some fifteen letters a second, and a breath.
            var end = at + TimeSpan.FromMilliseconds((text.Length * 65) + random.Next(0, 800));
            turns.Add(new(speaker, $"[synthetic] {text}", at, end));
            at = end + TimeSpan.FromMilliseconds(random.Next(200, 1_200));
        }

        return turns;
    }
}
