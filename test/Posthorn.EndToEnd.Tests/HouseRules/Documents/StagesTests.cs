using System.Reflection;

namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

public sealed class StagesTests
{
    private static SourceFile Map => Repository.File("docs/architecture.md");

    [Fact]
    public void Every_stage_of_the_map_is_a_type() => Stages.Check(Map, OurTypes()).ShouldBeNone();

    [Fact]
    public void The_map_has_stages() => Stages.Rows(Map).Count().ShouldBeGreaterThan(5);

    [Fact]
    public void A_stage_that_no_type_is_named_for_is_found()
        => Stages.Check(new("docs/a.md", "| stage | is |\n|---|---|\n| `Lane` | x |\n| `Gone` | y |"), new HashSet<string> { "Lane" })
            .ShouldBeAt(4);

    private static HashSet<string> OurTypes()
        => Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => name.StartsWith("posthorn", StringComparison.OrdinalIgnoreCase))
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .SelectMany(name => Assembly.Load(name).GetTypes())
            .Select(type => type.Name.Split('`')[0])
            .ToHashSet(StringComparer.Ordinal);
}
