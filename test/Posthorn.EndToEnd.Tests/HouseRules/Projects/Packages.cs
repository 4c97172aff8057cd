namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

/// <summary>A package is a decision: written down, at one version for all, and none where the project promises to have none.</summary>
internal static class Packages
{
    private static readonly HashSet<string> Mocking = new(StringComparer.OrdinalIgnoreCase)
    {
        "NSubstitute", "Moq", "FakeItEasy", "JustMock", "RhinoMocks", "Rocks", "TypeMock",
    };

    /// <summary>What a partner's or a vendor's program takes in brings nothing else along.</summary>
    private static readonly HashSet<string> WithoutPackages = new(StringComparer.Ordinal)
    {
        "Posthorn.Protocol", "Posthorn.Delivery", "Posthorn.Receiver", "Posthorn.Api",
    };

    public static IEnumerable<Violation> Check(IReadOnlyCollection<ProjectFile> projects, string decisions)
    {
        var central = projects.SelectMany(project => project.PackageVersions).Select(ProjectFile.NameIn).ToHashSet(StringComparer.Ordinal);

        foreach (var project in projects)
        {
            foreach (var reference in project.PackageReferences)
            {
                var package = ProjectFile.NameIn(reference);
                if (reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null)
                {
                    yield return project.At(reference, $"{package} has a version of its own; versions are in Directory.Packages.props");
                }

                if (!central.Contains(package))
                {
                    yield return project.At(reference, $"{package} has no version in Directory.Packages.props");
                }

                if (Mocking.Contains(package.Split('.')[0]))
                {
                    yield return project.At(reference, $"{package} mocks; fakes are written by hand, in Posthorn.Testing");
                }

                if (WithoutPackages.Contains(project.Name))
                {
                    yield return project.At(reference, $"{project.Name} has no package; its users would all get {package}");
                }

                if (!decisions.Contains($"`{package}`", StringComparison.Ordinal))
                {
                    yield return project.At(reference, $"docs/decisions does not say why `{package}` is used");
                }
            }

            foreach (var version in project.PackageVersions)
            {
                if (((string?)version.Attribute("Version") ?? "").AsSpan().ContainsAny("*[(,"))
                {
                    yield return project.At(version, $"{ProjectFile.NameIn(version)} floats; a version is one version");
                }
            }
        }
    }
}
