namespace Posthorn.Emulators.Content;

/// <summary>A diagnosis, with its code of ICD-10-CM.</summary>
internal sealed record SyntheticDiagnosis(string Code, string Description, string Note);
