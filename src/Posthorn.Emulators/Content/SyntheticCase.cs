namespace Posthorn.Emulators.Content;

/// <summary>What a made-up visit is about.</summary>
internal sealed record SyntheticCase(
    string Complaint, string Onset, string Worse, string Exam, string Advice, SyntheticDiagnosis Diagnosis, SyntheticOrder Order);
