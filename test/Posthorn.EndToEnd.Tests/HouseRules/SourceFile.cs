using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Posthorn.EndToEnd.Tests.HouseRules;

/// <summary>A text file of the repository, or one that a test made up. The path is relative to the root, with slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _root = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    public string Path { get; } = path;

    public string Text { get; } = text;

    public IReadOnlyList<string> Lines { get; } = text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>The folder of the project, such as <c>src/Posthorn.Protocol</c>.</summary>
    public string Project => string.Join('/', Path.Split('/').Take(2));

    public SyntaxNode Syntax => _root.Value;

    public bool IsUnder(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public Violation At(SyntaxNode node, string what) => At(node.GetLocation(), what);

    public Violation At(Location location, string what) => new(Path, location.GetLineSpan().StartLinePosition.Line + 1, what);

    public Violation At(int line, string what) => new(Path, line, what);
}
