using System.Text.Json;
using Posthorn.EndToEnd.Tests.HouseRules;
using YamlDotNet.Core;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>What is YAML or JSON by its name is so.</summary>
internal static class Formats
{
    public static IEnumerable<Violation> Yaml(IEnumerable<SourceFile> files) => files.SelectMany(file => Of(file, () => DeployFiles.Documents(file)));

    public static IEnumerable<Violation> Json(IEnumerable<SourceFile> files) => files.SelectMany(file => Of(file, () => JsonDocument.Parse(file.Text).Dispose()));

    private static IEnumerable<Violation> Of(SourceFile file, Action parse)
    {
        try
        {
            parse();
            return [];
        }
        catch (YamlException exception)
        {
            return [file.At((int)exception.Start.Line, exception.Message)];
        }
        catch (JsonException exception)
        {
            return [file.At((int)(exception.LineNumber ?? 0) + 1, exception.Message)];
        }
    }
}
