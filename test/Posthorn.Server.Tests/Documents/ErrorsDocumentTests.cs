using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Posthorn.Api.Problems;
using Posthorn.Server.Http;
using Posthorn.Server.OpenApi;

namespace Posthorn.Server.Tests.Documents;

public sealed partial class ErrorsDocumentTests
{
    private static IReadOnlyList<(string Name, string Code)> Codes { get; } =
        [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (field.Name, (string)field.GetRawConstantValue()!))];

    [Fact]
    public void The_table_of_errors_is_what_the_codes_say_of_themselves()
    {
        var descriptions = ApiDescriptions.Load();
        var expected = Codes
            .Select(one => (ProblemCatalog.Of(one.Code).Status, one.Code, Text: descriptions.Find($"F:{typeof(ProblemCodes).FullName}.{one.Name}")))
            .OrderBy(static one => one.Status).ThenBy(static one => one.Code, StringComparer.Ordinal)
            .Select(static one => string.Create(CultureInfo.InvariantCulture, $"| {one.Status} | `{one.Code}` | {one.Text} |"));

        File.ReadLines(Path.Combine(Repository(), "docs", "errors.md")).Where(static line => Row().IsMatch(line)).ShouldBe(expected);
    }

    [Fact]
    public void Every_code_has_a_status_and_a_title_and_no_other_has() =>
        ProblemCatalog.Codes.Order(StringComparer.Ordinal).ShouldBe(Codes.Select(static one => one.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_that_the_engines_rules_can_give_is_one_of_them()
    {
        string[] folders = ["Endpoints", "Partners", "Intake"];
        var given = folders
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Repository(), "src", "Posthorn.Delivery", folder), "*.cs"))
            .SelectMany(static file => (file.EndsWith("Codes.cs", StringComparison.Ordinal) ? Constant() : Given()).Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["code"].Value)
            .ToHashSet(StringComparer.Ordinal);

        given.Count.ShouldBeGreaterThan(20);
        given.Except(ProblemCatalog.Codes).ShouldBeEmpty();
    }

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"^\| \d{3} \| `", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("""public const string \w+ = "(?<code>[a-z_]+)";""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constant();

    // A code as the second argument of a problem, or as the first of a conflict.
    [GeneratedRegex(
        """(new\([a-zA-Z$"/{}_]+, |Add\([a-zA-Z$"/{}_]+, |Conflict\(\s*)"(?<code>[a-z]+(_[a-z]+)+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();
}
