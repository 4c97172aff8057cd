using YamlDotNet.RepresentationModel;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>What the files for Kubernetes say of each other is so.</summary>
public sealed class KubernetesTests
{
    private static IReadOnlyList<YamlMappingNode> Objects { get; } =
        [.. DeployFiles.Yaml.Where(file => file.IsUnder("deploy/kubernetes/")).SelectMany(DeployFiles.Documents)];

    private static YamlMappingNode StatefulSet => Of("StatefulSet").Single();

    [Fact]
    public void Whoever_selects_pods_selects_those_of_the_nodes()
    {
        var labels = StatefulSet.At("spec", "template", "metadata", "labels");
        YamlNode[] selectors =
        [
            StatefulSet.At("spec", "selector", "matchLabels"),
            .. Of("Service").Select(service => service.At("spec", "selector")),
            .. Of("PodDisruptionBudget").Select(budget => budget.At("spec", "selector", "matchLabels")),
            .. Of("NetworkPolicy").Select(policy => policy.At("spec", "podSelector", "matchLabels")),
        ];

        selectors.Length.ShouldBe(5);
        selectors.ShouldAllBe(selector => selector.Equals(labels));
    }

    [Fact]
    public void Pods_get_their_names_from_a_service_and_their_account_from_a_file()
    {
        Of("Service").Select(NameOf).ShouldContain(StatefulSet.At("spec", "serviceName").Text());
        Of("ServiceAccount").Select(NameOf).ShouldContain(StatefulSet.At("spec", "template", "spec", "serviceAccountName").Text());
    }

    [Fact]
    public void Every_file_is_one_that_is_applied()
    {
        var files = DeployFiles.Yaml.Where(file => file.IsUnder("deploy/kubernetes/")).Select(file => file.Path.Split('/')[^1]);

        Of("Kustomization").Single().At("resources").Words().ShouldBe(files.Where(file => file != "kustomization.yaml"), ignoreOrder: true);
    }

    private static IEnumerable<YamlMappingNode> Of(string kind) => Objects.Where(one => one.At("kind").Text() == kind);

    private static string NameOf(YamlMappingNode one) => one.At("metadata", "name").Text();
}
