using System.Text.Json;

namespace Posthorn.Cli.Checking.Reports.Sarif;

/// <summary>The target as the place of a result.</summary>
/// <remarks>
/// The address is a base and a path relative to it, as the standard has it for dynamic results: code scanning refuses a whole file in which
/// an absolute address stands where it expects files of the repository. What is no address is a logical place alone.
/// </remarks>
internal sealed class SarifPlace(string target)
{
    private const string BaseId = "TARGET";

    private readonly Uri? _url = ShownTarget.UrlOf(target);

    public void WriteBase(Utf8JsonWriter json)
    {
        if (_url is null)
        {
            return;
        }

        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(BaseId);
        json.WriteString("uri", $"{_url.GetLeftPart(UriPartial.Authority)}/");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (_url is not null)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", _url.AbsolutePath is "/" or "" ? "./" : _url.AbsolutePath.TrimStart('/'));
            json.WriteString("uriBaseId", BaseId);
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", 1);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", ShownTarget.Of(target));
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
