namespace Posthorn.Emulators.Content;

/// <summary>A medication that was ordered.</summary>
internal sealed record SyntheticOrder(string Drug, string Dosage, string Route, string Frequency);
