namespace Posthorn.Emulators.Content;

/// <summary>The note of a made-up visit: five to eight sections, in the order in which notes have them.</summary>
internal static class SyntheticNotes
{
    /// <summary>Sections that a note may do without.</summary>
    private static readonly string[] Optional = ["11348-0", "10160-0", "10187-3"];

    public static IReadOnlyList<SyntheticSection> Draw(SyntheticCase about, IReadOnlyList<SyntheticDiagnosis> diagnoses, Random random)
    {
        var left = Optional.Where(_ => random.Next(2) == 0).ToHashSet(StringComparer.Ordinal);
        return [.. All(about, diagnoses).Where(section => !left.Contains(section.Loinc))];
    }

    /// <summary>A section that somebody asked for by its code; one that no visit has says so.</summary>
    public static SyntheticSection Of(string loinc, SyntheticCase about, IReadOnlyList<SyntheticDiagnosis> diagnoses) =>
        All(about, diagnoses).FirstOrDefault(section => section.Loinc == loinc)
        ?? new($"Section {loinc}", loinc, "[synthetic] Nothing was said about this at the visit.");

    private static IEnumerable<SyntheticSection> All(SyntheticCase about, IReadOnlyList<SyntheticDiagnosis> diagnoses) =>
    [
        Section("Chief Complaint", "10154-3", $"Synthetic patient presents with {about.Complaint}."),
        Section(
            "History of Present Illness",
            "10164-2",
            $"Synthetic patient reports {about.Complaint}, which began {about.Onset} and is worse {about.Worse}. No fever, no chest pain, no shortness of breath. "
                + "What was left in the cupboard brought little relief. The synthetic patient works full time and sleeps about six hours a night."),
        Section("Past Medical History", "11348-0", "No surgery. No hospital stay in the last ten years. Synthetic family history without findings."),
        Section("Medications", "10160-0", $"None on arrival. {about.Order.Drug} {about.Order.Dosage} {about.Order.Route}, {about.Order.Frequency}, from today."),
        Section("Review of Systems", "10187-3", "Constitutional: no fever, no weight loss. Respiratory: see above. Cardiovascular: no pain, no palpitations. Others negative."),
        Section("Physical Exam", "29545-1", $"Alert and in no distress. {about.Exam}"),
        Section("Assessment", "51848-0", string.Join(' ', diagnoses.Select(static one => $"{one.Description} ({one.Code}). {one.Note}"))),
        Section(
            "Plan",
            "18776-5",
            $"1. {about.Order.Drug} {about.Order.Dosage} {about.Order.Route}, {about.Order.Frequency}. 2. Recommended: {about.Advice}. 3. Follow-up of the synthetic patient in four weeks."),
    ];

    private static SyntheticSection Section(string title, string loinc, string text) => new(title, loinc, $"[synthetic] {text}");
}
