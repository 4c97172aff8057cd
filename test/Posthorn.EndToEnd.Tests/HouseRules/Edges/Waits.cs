using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>A test waits for a signal. A sleep is too short on a busy machine and too long on every other.</summary>
internal static class Waits
{
    private static readonly HashSet<string> Calls = new(StringComparer.Ordinal)
    {
        "Thread.Sleep", "Thread.SpinWait", "Thread.Yield", "Task.Yield", "SpinWait.SpinUntil", "SpinOnce", "Should.CompleteIn",
    };

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "PeriodicTimer", "SpinWait" };

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("test/")
           from node in file.Syntax.DescendantNodes()
           let what = Describe(node)
           where what is not null
           select file.At(node, $"{what}; wait for a signal");

    private static string? Describe(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => Describe(call),
        ObjectCreationExpressionSyntax made when Types.Contains(made.Type.ToString()) => $"a {made.Type}",
        _ => null,
    };

    private static string? Describe(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } member)
        {
            return null;
        }

        var whole = $"{member.Expression.ToString().Split('.')[^1]}.{name}";
        if (whole == "Task.Delay")
        {
            // An endless delay is no wait for time: it hangs until its token says otherwise.
            var time = call.ArgumentList.Arguments.FirstOrDefault()?.ToString() ?? "";
            return time is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan" or "-1" ? null : "a Task.Delay that ends";
        }

        return Calls.Contains(whole) || Calls.Contains(name) ? whole : null;
    }
}
