using System.Text.RegularExpressions;

namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

/// <summary>The folders of whoever wrote a line say nothing to its reader.</summary>
internal static partial class LocalPaths
{
    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           from line in file.Lines.Index()
           let path = Folder().Match(line.Item)
           where path.Success
           select file.At(line.Index + 1, $"{path.Value} is a folder of one machine");

    [GeneratedRegex(
        @"(?<![\w.}~-])/(?:work|home|root|Users)/|\b[A-Z]:\\+Users\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}
