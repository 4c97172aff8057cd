using System.Xml.Linq;

namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

/// <summary>What a build file says: its references and its properties.</summary>
internal sealed class ProjectFile(SourceFile file)
{
    private readonly XDocument _xml = XDocument.Parse(file.Text, LoadOptions.SetLineInfo);

    public SourceFile File => file;

    public string Name => Path.GetFileNameWithoutExtension(file.Path);

    public bool IsProject => file.Path.EndsWith(".csproj", StringComparison.Ordinal);

    public string AssemblyName => _xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    public IEnumerable<XElement> Friends => _xml.Descendants("InternalsVisibleTo");

    public IEnumerable<XElement> PackageReferences => _xml.Descendants("PackageReference");

    public IEnumerable<XElement> PackageVersions => _xml.Descendants("PackageVersion");

    /// <summary>The names of the projects that it references.</summary>
    public IEnumerable<string> ProjectReferences
        => _xml.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(NameIn(reference)));

    public bool Says(string property, string value) => _xml.Descendants(property).Any(element => element.Value == value);

    public static string NameIn(XElement item)
        => ((string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "").Replace('\\', '/');

    public Violation At(XElement item, string what) => file.At(((System.Xml.IXmlLineInfo)item).LineNumber, what);

    public static IReadOnlyList<ProjectFile> In(IEnumerable<SourceFile> files)
        => [.. files.Where(IsBuildFile).Select(file => new ProjectFile(file))];

    private static bool IsBuildFile(SourceFile file) => Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets";
}
