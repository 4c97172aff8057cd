namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

public sealed class LocalPathsTests
{
    private const string Slash = "/";

    [Fact]
    public void No_file_names_a_folder_of_the_machine_it_was_written_on() => LocalPaths.Check(Repository.Files).ShouldBeNone();

    [Theory]
    [InlineData("see " + Slash + "work" + Slash + "notes.md")]
    [InlineData("\"" + Slash + "home" + Slash + "me\"")]
    [InlineData(Slash + "root" + Slash + ".config")]
    [InlineData("file://" + Slash + "Users" + Slash + "me")]
    [InlineData(@"C:" + @"\Users\me")]
    public void A_folder_of_one_machine_is_found(string text) => LocalPaths.Check([new("docs/a.md", $"\n{text}\n")]).ShouldBeAt(2);

    [Theory]
    [InlineData("https://example.com/home/index.html")]
    [InlineData("src/work/a.cs")]
    [InlineData("/var/lib/posthorn/")]
    public void Other_paths_are_not(string text) => LocalPaths.Check([new("docs/a.md", text)]).ShouldBeEmpty();
}
