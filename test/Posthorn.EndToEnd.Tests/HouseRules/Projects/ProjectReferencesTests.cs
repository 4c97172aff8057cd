namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

public sealed class ProjectReferencesTests
{
    [Fact]
    public void Projects_know_only_those_that_the_design_lets_them_know()
        => ProjectReferences.Check(ProjectFile.In(Repository.Files)).ShouldBeNone();

    [Fact]
    public void Every_project_is_in_the_solution()
        => Unlisted(Repository.File("Posthorn.slnx"), ProjectFile.In(Repository.Files)).ShouldBeNone();

    [Theory]
    [InlineData("src/Posthorn.Protocol/Posthorn.Protocol.csproj", "Posthorn.Delivery")]
    [InlineData("src/Posthorn.Delivery/Posthorn.Delivery.csproj", "Posthorn.Sqlite")]
    [InlineData("src/Posthorn.Receiver/Posthorn.Receiver.csproj", "Posthorn.Server")]
    [InlineData("test/Posthorn.Protocol.Tests/Posthorn.Protocol.Tests.csproj", "Posthorn.Server")]
    [InlineData("samples/Partner/Partner.csproj", "Posthorn.Delivery")]
    public void A_project_that_knows_too_much_is_found(string path, string other)
        => ProjectReferences.Check([Project(path, other)]).Single().What.ShouldContain($"may not know {other}");

    [Theory]
    [InlineData("src/Posthorn.Cli/Posthorn.Cli.csproj", "Posthorn.Server")]
    [InlineData("test/Posthorn.Sqlite.Tests/Posthorn.Sqlite.Tests.csproj", "Posthorn.Sqlite")]
    [InlineData("bench/Posthorn.Benchmarks/Posthorn.Benchmarks.csproj", "Posthorn.Sqlite")]
    public void One_that_keeps_to_the_table_is_not(string path, string other)
        => ProjectReferences.Check([Project(path, other)]).ShouldBeEmpty();

    [Fact]
    public void A_project_without_a_row_is_found()
        => ProjectReferences.Check([Project("src/Posthorn.Else/Posthorn.Else.csproj", "Posthorn.Protocol")])
            .Single().What.ShouldContain("no row");

    [Fact]
    public void A_project_that_the_solution_does_not_list_is_found()
        => Unlisted(new("Posthorn.slnx", "<Solution />"), [Project("src/A/A.csproj", "B")]).Single().Path.ShouldBe("src/A/A.csproj");

    private static IEnumerable<Violation> Unlisted(SourceFile solution, IEnumerable<ProjectFile> projects)
        => from project in projects
           where project.IsProject && !solution.Text.Contains($"\"{project.File.Path}\"", StringComparison.Ordinal)
           select project.File.At(0, "not in Posthorn.slnx, and so never built");

    private static ProjectFile Project(string path, string other)
        => new(new(path, $"<Project><ItemGroup><ProjectReference Include=\"..\\{other}\\{other}.csproj\" /></ItemGroup></Project>"));
}
