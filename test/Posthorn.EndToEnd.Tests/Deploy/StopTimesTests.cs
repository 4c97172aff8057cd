using System.Globalization;
using System.Text.RegularExpressions;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>Whoever stops a node waits until it has drained: else it is killed, and what it had in flight is sent twice.</summary>
public sealed partial class StopTimesTests
{
    private const int UsualGrace = 30;

    /// <summary>Seconds after the grace: ten for answers to callers, five for attempts that are then broken off.</summary>
    private const int AfterGrace = 15;

    [Fact]
    public void The_container_engine_does()
    {
        var services = DeployFiles.Documents(Repository.File(DeployFiles.Compose)).Single().At("services");

        foreach (var node in new[] { "posthorn-a", "posthorn-b" })
        {
            Seconds(services.At(node, "stop_grace_period").Text()).ShouldBeGreaterThan(Needed(DeployFiles.Compose));
        }
    }

    [Fact]
    public void Kubernetes_does()
    {
        var pod = DeployFiles.Documents(Repository.File(DeployFiles.StatefulSet)).Single().At("spec", "template", "spec");
        var container = DeployFiles.Mappings(Repository.File(DeployFiles.StatefulSet)).Single(one => one.Find("lifecycle") is not null);
        var sleep = container.At("lifecycle", "preStop", "exec", "command").Words();

        // The time before SIGTERM is part of it.
        Seconds(pod.At("terminationGracePeriodSeconds").Text()).ShouldBeGreaterThan(Needed(DeployFiles.StatefulSet) + Seconds(sleep[1]));
    }

    [Theory]
    [InlineData(DeployFiles.Unit)]
    [InlineData(DeployFiles.UnitOnPostgres)]
    public void Systemd_does(string startedBy)
    {
        var unit = Repository.File(DeployFiles.Unit).Lines.Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal));

        Seconds(unit.Split('=')[1]).ShouldBeGreaterThan(Needed(startedBy));
    }

    private static int Needed(string path) => AfterGrace + Invocations.In(Repository.File(path)).Max(line => Grace(line.Words));

    private static int Grace(IReadOnlyList<string> words) => words.SkipWhile(word => word != "--drain-grace").Skip(1).FirstOrDefault() is { } grace ? Seconds(grace) : UsualGrace;

    private static int Seconds(string text) => int.Parse(Number().Match(text).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]+(?=s?$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
