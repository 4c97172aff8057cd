namespace Posthorn.EndToEnd.Tests.HouseRules;

internal static class ViolationAssertions
{
    /// <summary>Fails with a line for each violation, so that all of them can be mended in one go.</summary>
    public static void ShouldBeNone(this IEnumerable<Violation> violations)
    {
        var found = violations.Select(violation => violation.ToString()).Order(StringComparer.Ordinal).ToArray();

        Assert.True(found.Length == 0, $"{found.Length} found:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }

    /// <summary>A planted violation, and no other, is found at the lines given.</summary>
    public static void ShouldBeAt(this IEnumerable<Violation> violations, params int[] lines)
        => violations.Select(violation => violation.Line).Order().ShouldBe(lines);
}
