namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>A command that a document tells its reader to type.</summary>
internal sealed record CommandLine(SourceFile File, int Line, IReadOnlyList<string> Words);
