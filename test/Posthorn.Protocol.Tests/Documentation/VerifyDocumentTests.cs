using System.Runtime.CompilerServices;
using Posthorn.Protocol.Inquiries;
using Posthorn.Protocol.Tests.Inquiries;

namespace Posthorn.Protocol.Tests.Documentation;

public sealed class VerifyDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/verify.md"));

    [Fact]
    public void The_document_lists_every_code_with_its_advice_and_no_other()
    {
        var rows = Document.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal) && !line.StartsWith("| `--", StringComparison.Ordinal)).ToList();

        rows.Select(static row => row.Split('|')[1].Trim(' ', '`')).Order().ShouldBe(InquiryAdvice.All.Keys.Order());
        foreach (var (code, advice) in InquiryAdvice.All)
        {
            rows.ShouldContain(row => row.StartsWith($"| `{code}` |", StringComparison.Ordinal) && row.EndsWith($"| {advice} |", StringComparison.Ordinal), code);
        }
    }

    [Fact]
    public void What_the_document_calls_proven_has_evidence_where_it_is_planted()
    {
        var proven = PlantedTests.Plants.SelectMany(static plant => plant.Explain()).Where(static finding => finding.Evidence is not null).Select(static finding => finding.Code);

        proven.Distinct().Order().ShouldBe(
            InquiryAdvice.All.Keys.Where(static code => Document.Contains($"| `{code}` | yes |", StringComparison.Ordinal)).Order());
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
