using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports;

/// <summary>The command that checks the same again. The secret is asked for, or comes from where the reader keeps it.</summary>
internal static class RunAgain
{
    public static string Of(CheckReport report, bool strict) =>
        $"{CommandTree.Name} check {Quoted(ShownTarget.Of(report.Target))} --profile {Quoted(report.Profile)}{(strict ? " --strict" : "")}";

    // What a shell would read as more than a word stands in quotes: a report is forwarded, and its lines are pasted.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(static one => char.IsAsciiLetterOrDigit(one) || "-._~:/%@+,=[]".Contains(one, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
