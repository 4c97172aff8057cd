namespace Posthorn.EndToEnd.Tests.HouseRules;

/// <summary>A place that breaks a rule. The line counts from 1; 0 stands for the file as a whole.</summary>
internal readonly record struct Violation(string Path, int Line, string What)
{
    public override string ToString() => Line == 0 ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";
}
