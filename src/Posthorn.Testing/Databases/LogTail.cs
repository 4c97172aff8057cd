namespace Posthorn.Testing.Databases;

/// <summary>The end of a server's log, for the message of an exception.</summary>
internal static class LogTail
{
    private const int Lines = 12;

    public static string Of(string file)
    {
        try
        {
            return string.Join(Environment.NewLine, File.ReadLines(file).TakeLast(Lines).Prepend(""));
        }
        catch (IOException)
        {
            return "there is none.";
        }
    }
}
