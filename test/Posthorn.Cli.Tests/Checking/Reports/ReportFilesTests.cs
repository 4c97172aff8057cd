using Posthorn.Cli.Checking.Reports.Files;

namespace Posthorn.Cli.Tests.Checking.Reports;

/// <summary>Files are whole, or not there.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_asked_for_is_written_and_replaces_what_was_there()
    {
        var paths = new ReportPaths { Html = In("a.html"), JUnit = In("a.xml"), Sarif = In("a.sarif"), Badge = In("a.svg") };
        File.WriteAllText(In("a.html"), "of yesterday");

        var written = ReportFiles.Write(paths, HandMade.Of(HandMade.Result("valid-accepted")), strict: false, "1.2.3");

        written.Problems.ShouldBeEmpty();
        Directory.GetFiles(_folder).Select(Path.GetFileName).ShouldBe(["a.html", "a.xml", "a.sarif", "a.svg"], ignoreOrder: true);
        File.ReadAllText(In("a.html")).ShouldContain("valid-accepted");
    }

    [Fact]
    public void What_cannot_be_written_is_said_with_its_flag_before_anything_is_asked()
    {
        new ReportPaths { Html = In("missing/a.html") }.Problems().ShouldHaveSingleItem().ShouldContain("--html: the folder of");
        new ReportPaths { JUnit = _folder }.Problems().ShouldHaveSingleItem().ShouldContain("is a folder");
        new ReportPaths { JUnit = In("a"), Sarif = In("a") }.Problems().ShouldHaveSingleItem().ShouldBe("--junit and --sarif: they name the same file.");
        new ReportPaths { Html = In("a.html") }.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void One_that_cannot_be_written_does_not_keep_the_others_back()
    {
        var written = ReportFiles.Write(
            new() { Html = In("missing/a.html"), JUnit = In("a.xml") }, HandMade.Of(HandMade.Result("valid-accepted")), strict: false, "1.2.3");

        written.Problems.ShouldHaveSingleItem().ShouldStartWith("--html:");
        File.Exists(In("a.xml")).ShouldBeTrue();
    }

    private string In(string name) => Path.Combine(_folder, name);
}
