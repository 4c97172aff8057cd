using Posthorn.EndToEnd.Tests.HouseRules;
using YamlDotNet.RepresentationModel;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>The files that others run Posthorn with.</summary>
internal static class DeployFiles
{
    public const string Dockerfile = "deploy/Dockerfile";
    public const string Compose = "deploy/compose.yaml";
    public const string Unit = "deploy/systemd/posthorn.service";
    public const string UnitOnPostgres = "deploy/systemd/postgresql.conf";
    public const string StatefulSet = "deploy/kubernetes/statefulset.yaml";
    public const string Alerts = "deploy/prometheus/alerts.yml";
    public const string AlertTests = "deploy/prometheus/alerts.test.yml";
    public const string Dashboard = "deploy/grafana/posthorn.json";

    public static IEnumerable<SourceFile> All => Repository.Files.Where(file => file.IsUnder("deploy/"));

    public static IEnumerable<SourceFile> Yaml => All.Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Json => All.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal));

    /// <summary>The documents of a YAML file.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is none, or says the same twice.</exception>
    public static IReadOnlyList<YamlMappingNode> Documents(SourceFile file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(file.Text));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>All mappings of a file, at any depth.</summary>
    public static IEnumerable<YamlMappingNode> Mappings(SourceFile file) => Documents(file).SelectMany(document => document.AllNodes).OfType<YamlMappingNode>();

    /// <summary>What a mapping says of a key, itself or by the mapping that it takes over; null when nothing.</summary>
    public static YamlNode? Find(this YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(key, out var value) ? value
        : mapping.Children.TryGetValue("<<", out var other) ? Find((YamlMappingNode)other, key)
        : null;

    /// <summary>What stands at the end of a path of keys.</summary>
    public static YamlNode At(this YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = ((YamlMappingNode)node).Find(key) ?? throw new InvalidOperationException($"There is no {key}.");
        }

        return node;
    }

    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static IReadOnlyList<string> Words(this YamlNode node) => [.. ((YamlSequenceNode)node).Select(Text)];
}
