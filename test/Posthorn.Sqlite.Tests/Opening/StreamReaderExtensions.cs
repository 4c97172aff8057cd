namespace Posthorn.Sqlite.Tests.Opening;

internal static class StreamReaderExtensions
{
    /// <summary>Reads lines until one holds a word; false when the stream ends before.</summary>
    public static async Task<bool> ReadUntilAsync(this StreamReader reader, string word)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
