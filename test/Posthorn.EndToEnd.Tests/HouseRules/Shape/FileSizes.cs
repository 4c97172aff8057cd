namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

/// <summary>Small files: what a reader opens fits on a screen, mostly.</summary>
internal static class FileSizes
{
    public const int Longest = 400;
    public const int LongestOf95Percent = 200;
    public const int Median = 50;

    public static IEnumerable<Violation> TooLong(IEnumerable<SourceFile> files)
        => from file in files
           where file.Lines.Count > Longest
           select file.At(0, $"{file.Lines.Count} lines; no file has more than {Longest}");

    public static IEnumerable<Violation> TooLongAsAWhole(IEnumerable<SourceFile> files)
    {
        var sorted = files.OrderBy(file => file.Lines.Count).ToArray();
        if (sorted.Length == 0)
        {
            yield break;
        }

        var middle = sorted[(sorted.Length - 1) / 2];
        if (middle.Lines.Count > Median)
        {
            yield return middle.At(0, $"the median of {sorted.Length} files is {middle.Lines.Count} lines; the limit is {Median}");
        }

        var nearlyLongest = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
        if (nearlyLongest.Lines.Count > LongestOf95Percent)
        {
            yield return nearlyLongest.At(
                0, $"more than one file in twenty is longer than {LongestOf95Percent} lines; this one has {nearlyLongest.Lines.Count}");
        }
    }
}
