namespace Posthorn.Emulators.Content;

/// <summary>The visits that there are. Nobody had any of them.</summary>
internal static class SyntheticCases
{
    public static readonly IReadOnlyList<SyntheticCase> All =
    [
        new(
            "a cough and a runny nose", "four days ago", "at night and in cold air", "Pharynx mildly red, lungs clear on both sides.",
            "rest, fluids, and to come back if there is fever for more than three days",
            new("J06.9", "Acute upper respiratory infection, unspecified", "Mild course, no sign of pneumonia."),
            new("acetaminophen", "500 mg", "oral", "every 6 hours as needed")),
        new(
            "high blood pressure readings at home", "about six weeks ago", "after work and with little sleep", "Blood pressure 148/92, heart regular, no edema.",
            "a home log twice a day and less salt",
            new("I10", "Essential (primary) hypertension", "Above target, treatment started."),
            new("lisinopril", "10 mg", "oral", "once daily")),
        new(
            "thirst and tiredness", "over the last three months", "after large meals", "Weight up by two kilograms, feet without lesions, pulses present.",
            "a walk after dinner and a visit with the dietitian",
            new("E11.9", "Type 2 diabetes mellitus without complications", "HbA1c above target."),
            new("metformin", "500 mg", "oral", "twice daily with meals")),
        new(
            "pain in the lower back", "since moving furniture last week", "when bending and after sitting long", "Lumbar muscles tender, straight leg raise negative, reflexes equal.",
            "to keep moving, warmth, and no bed rest",
            new("M54.50", "Low back pain, unspecified", "Mechanical, no red flags."),
            new("ibuprofen", "400 mg", "oral", "three times daily with food")),
        new(
            "headaches on one side", "on and off for a year", "with bright light and missed meals", "Neurological examination without findings, neck supple.",
            "a headache diary and regular meals",
            new("G43.909", "Migraine, unspecified, not intractable, without status migrainosus", "Three attacks a month."),
            new("sumatriptan", "50 mg", "oral", "once at the beginning of an attack")),
        new(
            "burning behind the breastbone", "for two months", "when lying down after dinner", "Abdomen soft, slight epigastric tenderness, no guarding.",
            "smaller meals, and none in the three hours before bed",
            new("K21.9", "Gastro-esophageal reflux disease without esophagitis", "No alarm symptoms."),
            new("omeprazole", "20 mg", "oral", "once daily before breakfast")),
        new(
            "wheezing during exercise", "since the spring", "in cold air and near cats", "Scattered expiratory wheeze, saturation 98 percent.",
            "the inhaler ten minutes before sport, and a check of the technique",
            new("J45.909", "Unspecified asthma, uncomplicated", "Mild, well between episodes."),
            new("albuterol", "90 mcg", "inhaled", "two puffs as needed")),
    ];

    /// <summary>What a second diagnosis may be: along with any of them.</summary>
    public static readonly IReadOnlyList<SyntheticDiagnosis> Alongside =
    [
        new("Z72.0", "Tobacco use", "Counselled."),
        new("E66.9", "Obesity, unspecified", "Unchanged."),
        new("E78.5", "Hyperlipidemia, unspecified", "On diet."),
        new("Z79.899", "Other long term (current) drug therapy", "Reviewed."),
    ];
}
