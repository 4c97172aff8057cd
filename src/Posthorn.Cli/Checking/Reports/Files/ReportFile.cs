namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>A file that was asked for, and the flag that asked.</summary>
internal readonly record struct ReportFile(string Flag, string Path);
