namespace Posthorn.Emulators.Content;

/// <summary>A visit that nobody had: as long and as detailed as real ones, and every text of it says what it is.</summary>
internal sealed record SyntheticVisit(
    SyntheticCase About,
    IReadOnlyList<SyntheticTurn> Turns,
    IReadOnlyList<SyntheticSection> Sections,
    IReadOnlyList<SyntheticDiagnosis> Diagnoses,
    IReadOnlyList<SyntheticOrder> Orders)
{
    /// <summary>What was said, as one text.</summary>
    public string Transcription => string.Join('\n', Turns.Select(static turn => $"{turn.Speaker}: {turn.Text}"));

    /// <param name="random">Drawn from the seed, so that the same visit comes out again.</param>
    public static SyntheticVisit Draw(Random random)
    {
        var about = SyntheticCases.All[random.Next(SyntheticCases.All.Count)];
        SyntheticDiagnosis[] diagnoses = random.Next(2) == 0
            ? [about.Diagnosis]
            : [about.Diagnosis, SyntheticCases.Alongside[random.Next(SyntheticCases.Alongside.Count)]];
        return new(about, SyntheticTranscripts.Draw(about, random), SyntheticNotes.Draw(about, diagnoses, random), diagnoses, [about.Order]);
    }
}
