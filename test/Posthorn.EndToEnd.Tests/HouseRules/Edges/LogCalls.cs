using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>
/// What is logged is declared: a <c>[LoggerMessage]</c> method with a constant template. Nothing else writes a line,
/// so that who reads the declarations has read all that a log can hold.
/// </summary>
internal static class LogCalls
{
    private static readonly HashSet<string> Direct = new(StringComparer.Ordinal)
    {
        "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical",
    };

    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal) { "Console", "Debug", "Trace" };

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("src/")
           from node in file.Syntax.DescendantNodes()
           let what = Describe(file, node)
           where what is not null
           select file.At(node, what);

    private static string? Describe(SourceFile file, SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call => Describe(file, call, member),
        AttributeSyntax attribute when IsLoggerMessage(attribute) && HasInterpolation(attribute) => "an interpolated log template",
        _ => null,
    };

    private static string? Describe(SourceFile file, InvocationExpressionSyntax call, MemberAccessExpressionSyntax member)
    {
        var name = member.Name.Identifier.ValueText;
        var of = member.Expression.ToString().Split('.')[^1];

        return name switch
        {
            _ when Direct.Contains(name) => $"{name}: logging is by [LoggerMessage]",
            "Log" when call.ArgumentList.Arguments.FirstOrDefault()?.ToString().StartsWith("LogLevel.", StringComparison.Ordinal) == true
                => "Log: logging is by [LoggerMessage]",
            "Define" or "DefineScope" when of == "LoggerMessage" => "LoggerMessage.Define: logging is by [LoggerMessage]",
            "BeginScope" when HasInterpolation(call) => "an interpolated log scope",
            _ when Writers.Contains(of) && (name.StartsWith("Write", StringComparison.Ordinal) || name is "Print" or "OpenStandardOutput")
                && !file.IsUnder("src/Posthorn.Cli/") => $"{of}.{name}: only the command line writes to the console",
            _ => null,
        };
    }

    public static bool IsLoggerMessage(AttributeSyntax attribute) => attribute.Name.ToString().Split('.')[^1] == "LoggerMessage";

    private static bool HasInterpolation(SyntaxNode node)
        => node.DescendantNodes().Any(inner => inner.IsKind(SyntaxKind.InterpolatedStringExpression));
}
