namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

public sealed class PackagesTests
{
    [Fact]
    public void Every_package_has_one_version_and_its_reason_written_down()
    {
        var decisions = string.Concat(Repository.Files.Where(file => file.IsUnder("docs/decisions/")).Select(file => file.Text));

        Packages.Check(ProjectFile.In(Repository.Files), decisions).ShouldBeNone();
    }

    [Fact]
    public void A_package_that_keeps_every_rule_is_not_found() => Check("<PackageReference Include=\"Known\" />").ShouldBeEmpty();

    [Theory]
    [InlineData("<PackageReference Include=\"Known\" Version=\"1.0.0\" />", "version of its own")]
    [InlineData("<PackageReference Include=\"Known\" VersionOverride=\"1.0.0\" />", "version of its own")]
    [InlineData("<PackageReference Include=\"Documented\" />", "no version in")]
    [InlineData("<PackageReference Include=\"Undocumented\" />", "does not say why")]
    [InlineData("<PackageReference Include=\"NSubstitute\" />", "mocks")]
    public void A_package_that_breaks_a_rule_is_found(string reference, string what)
        => Check(reference).Select(violation => violation.What).ShouldHaveSingleItem().ShouldContain(what);

    [Fact]
    public void A_package_in_a_project_that_promises_to_have_none_is_found()
        => Check("<PackageReference Include=\"Known\" />", "src/Posthorn.Protocol/Posthorn.Protocol.csproj")
            .Single().What.ShouldContain("has no package");

    [Fact]
    public void A_version_that_floats_is_found()
        => Packages.Check([Props("<PackageVersion Include=\"Known\" Version=\"1.*\" />")], "").Single().What.ShouldContain("floats");

    private static IEnumerable<Violation> Check(string reference, string path = "src/Posthorn.Cli/Posthorn.Cli.csproj")
    {
        var versions = Props("""
            <PackageVersion Include="Known" Version="1.0.0" />
            <PackageVersion Include="Undocumented" Version="1.0.0" />
            <PackageVersion Include="NSubstitute" Version="1.0.0" />
            """);

        return Packages.Check([versions, new(new(path, Project(reference)))], "Uses `Known`, `Documented` and `NSubstitute`.");
    }

    private static ProjectFile Props(string items) => new(new("Directory.Packages.props", Project(items)));

    private static string Project(string items) => $"<Project><ItemGroup>{items}</ItemGroup></Project>";
}
