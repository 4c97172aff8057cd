using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Posthorn.Server.OpenApi;

/// <summary>What the API's types say of themselves, taken from their own documentation, so that there is one text and not two.</summary>
internal sealed partial class ApiDescriptions
{
    private const string Resource = "Posthorn.Api.xml";

    private readonly Dictionary<string, XElement> _members;

    private ApiDescriptions(Dictionary<string, XElement> members) => _members = members;

    public static ApiDescriptions Load()
    {
        using var stream = typeof(ApiDescriptions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The documentation of the API's types is not in this assembly.");

        return new(XDocument.Load(stream).Descendants("member").ToDictionary(static one => one.Attribute("name")!.Value));
    }

    /// <summary>Of a type (<c>T:…</c>) or a property (<c>P:…</c>); null when there is nothing to say.</summary>
    public string? Find(string member)
    {
        if (!_members.TryGetValue(member, out var found))
        {
            return null;
        }

        if (found.Element("inheritdoc")?.Attribute("cref")?.Value is { } other)
        {
            return Find(other);
        }

        var text = Text(found.Element("summary")) + " " + Text(found.Element("value"));
        return text.Trim() is { Length: > 0 } some ? Reword(some) : null;
    }

    /// <summary>In C# a property is said to get its value; in JSON it is the value.</summary>
    private static string Reword(string text)
    {
        var said = text.StartsWith("Gets a value indicating ", StringComparison.Ordinal) ? text["Gets a value indicating ".Length..]
            : text.StartsWith("Gets ", StringComparison.Ordinal) ? text["Gets ".Length..]
            : text;
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    private static string Text(XElement? element) =>
        element is null ? string.Empty : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1]}`",
        XElement other => other.Value,
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
