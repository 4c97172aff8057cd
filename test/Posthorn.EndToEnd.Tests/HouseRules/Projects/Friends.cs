namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

/// <summary>Who is shown the internals of a project is an assembly that there is: a name spelt otherwise shows them to nobody.</summary>
internal static class Friends
{
    public static IEnumerable<Violation> Check(IReadOnlyCollection<ProjectFile> projects)
        => from project in projects
           from friend in project.Friends
           let name = ProjectFile.NameIn(friend)
           where !projects.Any(other => other.IsProject && other.AssemblyName == name)
           select project.At(friend, $"no assembly is named {name}");
}
