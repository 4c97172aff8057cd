using System.Text.Json;
using System.Text.RegularExpressions;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.HouseRules.Documents;
using YamlDotNet.RepresentationModel;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>How files start posthorn: by its image's own command, a service's command, a container's arguments, or a unit's line.</summary>
internal static partial class Invocations
{
    private const string Image = "posthorn:";

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files, Func<IReadOnlyList<string>, string?> refuses)
        => from line in files.SelectMany(In)
           let refusal = refuses(line.Words)
           where refusal is not null
           select line.File.At(line.Line, $"posthorn {string.Join(' ', line.Words)}: {refusal}");

    public static IEnumerable<CommandLine> In(SourceFile file) => Path.GetExtension(file.Path) switch
    {
        ".yaml" => OfContainers(file),
        ".service" or ".conf" => OfUnit(file),
        "" => OfImage(file),
        _ => [],
    };

    private static IEnumerable<CommandLine> OfContainers(SourceFile file)
        => from container in DeployFiles.Mappings(file)
           where container.Find("image") is YamlScalarNode { Value: { } image } && image.StartsWith(Image, StringComparison.Ordinal)
           let words = container.Find("args") ?? container.Find("command")
           where words is not null
           select new CommandLine(file, (int)words.Start.Line, words.Words());

    private static IEnumerable<CommandLine> OfUnit(SourceFile file)
        => from line in file.Lines.Index()
           where line.Item.StartsWith("ExecStart=/", StringComparison.Ordinal)
           let words = Word().Matches(line.Item["ExecStart=".Length..]).Select(match => match.Value.Trim('"')).ToArray()
           where words[0].EndsWith("/posthorn", StringComparison.Ordinal)
           select new CommandLine(file, line.Index + 1, words[1..]);

    private static IEnumerable<CommandLine> OfImage(SourceFile file)
        => from line in file.Lines.Index()
           where line.Item.StartsWith("CMD [", StringComparison.Ordinal)
           select new CommandLine(file, line.Index + 1, JsonSerializer.Deserialize<string[]>(line.Item["CMD ".Length..])!);

    [GeneratedRegex("\"[^\"]*\"|[^\\s\"]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
