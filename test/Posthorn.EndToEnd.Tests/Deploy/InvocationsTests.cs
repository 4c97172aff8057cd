using Posthorn.Cli;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

public sealed class InvocationsTests
{
    [Fact]
    public void Every_way_to_start_posthorn_is_one_that_the_program_takes() => Invocations.Check(DeployFiles.All, CommandTree.WhyNot).ShouldBeNone();

    [Theory]
    [InlineData(DeployFiles.Dockerfile, 1)]
    [InlineData(DeployFiles.Compose, 2)]
    [InlineData(DeployFiles.Unit, 1)]
    [InlineData(DeployFiles.UnitOnPostgres, 1)]
    [InlineData(DeployFiles.StatefulSet, 1)]
    public void Each_file_that_starts_it_is_looked_into(string path, int times)
        => Invocations.In(Repository.File(path)).Select(line => line.Words[0]).ShouldBe(Enumerable.Repeat("serve", times));

    [Theory]
    [InlineData("deploy/Dockerfile", "FROM x\nCMD [\"serve\", \"--nod\", \"a\"]\n", 2)]
    [InlineData("deploy/a.yaml", "x: &x\n  image: posthorn:1\ny:\n  <<: *x\n  command: [serve, --nod, a]\n", 5)]
    [InlineData("deploy/a.yaml", "containers:\n  - image: posthorn:1\n    args:\n      - serve\n      - --nod\n", 4)]
    [InlineData("deploy/a.service", "[Service]\nExecStart=\nExecStart=/opt/posthorn serve --nod \"a b\"\n", 3)]
    public void One_that_it_does_not_take_is_found_at_its_line(string path, string text, int line)
        => Invocations.Check([new(path, text)], CommandTree.WhyNot).ShouldBeAt(line);

    [Theory]
    [InlineData("deploy/a.yaml", "image: postgres:17\ncommand: [postgres, -c, a]\n")]
    [InlineData("deploy/a.service", "ExecStart=/usr/bin/env serve --nod\n")]
    public void What_starts_something_else_is_not(string path, string text) => Invocations.Check([new(path, text)], CommandTree.WhyNot).ShouldBeEmpty();
}
