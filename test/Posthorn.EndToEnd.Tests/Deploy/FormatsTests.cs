using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

public sealed class FormatsTests
{
    [Fact]
    public void Every_YAML_file_is_one() => Formats.Yaml(DeployFiles.Yaml).ShouldBeNone();

    [Fact]
    public void Every_JSON_file_is_one() => Formats.Json(DeployFiles.Json).ShouldBeNone();

    [Fact]
    public void There_are_some()
    {
        DeployFiles.Yaml.Count().ShouldBeGreaterThan(5);
        DeployFiles.Json.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("a: 1\nb: [2\n")]
    [InlineData("a:\n  b: 1\n c: 2\n")]
    [InlineData("a: 1\na: 2\n")]
    [InlineData("a: *nobody\n")]
    public void What_is_no_YAML_is_found(string text) => Formats.Yaml([new("deploy/a.yaml", text)]).ShouldHaveSingleItem();

    [Fact]
    public void What_is_no_JSON_is_found_at_its_line() => Formats.Json([new("deploy/a.json", "{\n\"a\": 1,\n}")]).ShouldBeAt(3);
}
