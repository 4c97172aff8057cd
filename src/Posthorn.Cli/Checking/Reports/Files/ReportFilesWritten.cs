namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>What became of the files that were asked for.</summary>
/// <param name="Problems">A line for each that was not written, which names its flag.</param>
/// <param name="Notes">What a person should know of those that were.</param>
internal sealed record ReportFilesWritten(IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
