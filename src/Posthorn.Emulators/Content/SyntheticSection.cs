namespace Posthorn.Emulators.Content;

/// <summary>A section of a note, with its LOINC code.</summary>
internal sealed record SyntheticSection(string Title, string Loinc, string Text);
