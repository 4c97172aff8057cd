namespace Posthorn.Emulators.Content;

/// <summary>What is said at every visit: a question and an answer each.</summary>
internal static class SyntheticSmallTalk
{
    public static readonly IReadOnlyList<(string Question, string Answer)> Pairs =
    [
        ("Have you had any fever or chills?", "No, none that I noticed."),
        ("How have you been sleeping?", "Not too badly, about six hours a night."),
        ("Any change in your weight?", "Perhaps a little more than last year."),
        ("Are you taking anything for it at the moment?", "Only what I had left in the cupboard."),
        ("Do you have any allergies to medicines?", "None that I know of."),
        ("Do you smoke?", "I stopped a few years ago."),
        ("How much coffee do you drink?", "Two cups, sometimes three."),
        ("Has anybody in the family had something like it?", "My brother had, I think."),
        ("Any trouble with your stomach?", "No, that is fine."),
        ("Any chest pain or palpitations?", "No."),
        ("Are you short of breath on the stairs?", "Not more than usual."),
        ("Any swelling of the legs?", "No, the shoes fit as always."),
        ("How is your mood?", "Good on most days."),
        ("Do you get any exercise?", "I walk the dog twice a day."),
        ("Any changes at work?", "It has been busy this month."),
        ("When did you last have your blood drawn?", "Last autumn, I believe."),
        ("Any trouble passing water?", "No."),
        ("Any rash or itching?", "Nothing like that."),
        ("Have you travelled recently?", "Only to my sister's."),
        ("Do you need a note for work?", "Yes, that would help."),
        ("Are your vaccinations up to date?", "I had the flu shot in October."),
        ("Any dizziness when you stand up?", "Now and then, it passes."),
        ("Do you wear glasses?", "For reading only."),
        ("Any questions about your other medicines?", "No, they are the same as before."),
    ];
}
