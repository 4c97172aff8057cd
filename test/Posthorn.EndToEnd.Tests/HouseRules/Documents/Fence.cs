namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>A fenced code block: its language, the line of its first line of code, and what a comment above it takes as given.</summary>
internal sealed record Fence(SourceFile File, string Language, int Line, IReadOnlyList<string> Code, string Given);
