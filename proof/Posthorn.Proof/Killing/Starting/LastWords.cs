namespace Posthorn.Proof.Killing.Starting;

/// <summary>The end of a log, for a message.</summary>
internal static class LastWords
{
    private const int Lines = 5;

    public static string Of(string log) =>
        File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(Lines).Prepend("")) : "(none)";
}
