namespace Posthorn.Cli.Tests.Running;

/// <summary>Holds a text to a file that was read and approved.</summary>
internal static class Approval
{
    public static void ShouldBeApproved(this string text, string name) => text.ShouldMatchApproved(file => file
        .SubFolder("../Approved")
        .WithFilenameGenerator((_, _, kind, ending) => $"{name}.{kind}.{ending}")
        .NoDiff());

    /// <summary>The whole run, scrubbed.</summary>
    public static void ShouldBeApproved(this Run run, string name) => Scrubbed.Text(run.Whole).ShouldBeApproved(name);
}
