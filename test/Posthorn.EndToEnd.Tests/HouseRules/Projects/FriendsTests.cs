namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

public sealed class FriendsTests
{
    [Fact]
    public void Internals_are_shown_to_assemblies_that_there_are() => Friends.Check(ProjectFile.In(Repository.Files)).ShouldBeNone();

    [Theory]
    [InlineData("posthorn", 0)]
    [InlineData("Posthorn.Cli", 1)]
    public void A_friend_is_known_by_the_name_of_its_assembly(string friend, int found)
    {
        var cli = Project("src/Posthorn.Cli/Posthorn.Cli.csproj", "<PropertyGroup><AssemblyName>posthorn</AssemblyName></PropertyGroup>");
        var server = Project(
            "src/Posthorn.Server/Posthorn.Server.csproj",
            $"<ItemGroup><InternalsVisibleTo Include=\"{friend}\" /></ItemGroup>");

        Friends.Check([cli, server]).Count().ShouldBe(found);
    }

    private static ProjectFile Project(string path, string content) => new(new(path, $"<Project>{content}</Project>"));
}
