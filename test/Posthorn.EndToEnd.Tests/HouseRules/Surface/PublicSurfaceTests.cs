using System.Reflection;
using Posthorn.EndToEnd.Tests.HouseRules.Projects;

namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Published
        => [.. ProjectFile.In(Repository.Files).Where(project => project.Says("IsPublished", "true")).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Published))]
    public void What_a_published_assembly_promises_is_what_was_approved(string assembly)
        => PublicSurface.Of(assembly, Assembly.Load(assembly).GetTypes())
            .ShouldMatchApproved(file => file
                .SubFolder("Approved")
                .WithFilenameGenerator((_, _, kind, ending) => $"{assembly}.{kind}.{ending}")
                .NoDiff());

    [Fact]
    public void A_surface_is_written_as_declarations()
        => PublicSurface.Of("Sample", [typeof(SurfaceSample), typeof(SurfaceSample.Kind)]).ShouldBe("""
        Sample

        namespace Posthorn.EndToEnd.Tests.HouseRules.Surface

          public abstract record SurfaceSample : IDisposable
            protected SurfaceSample(string Name, int? Limit)
            public IReadOnlyList<string?> Parts { get; protected set; }
            public abstract void Dispose()
            public const int Most = 3
            public int? Limit { get; init; }
            public required byte[]? Body { get; init; }
            public static bool TryParse(string? text, out SurfaceSample? sample, bool strict = true)
            public string Name { get; init; }

          public enum SurfaceSample.Kind : byte
            None = 0
            Some = 5

        """);

    [Fact]
    public void A_member_that_is_added_changes_the_surface()
        => PublicSurface.Of("Sample", [typeof(SurfaceSample)]).ShouldNotBe(PublicSurface.Of("Sample", []));
}
