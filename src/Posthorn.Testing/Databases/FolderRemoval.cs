namespace Posthorn.Testing.Databases;

/// <summary>Deletes the folder of a server that has ended. Its children may still be writing for a moment, so a failure is tried again.</summary>
internal static class FolderRemoval
{
    private const int Tries = 50;

    public static async Task RunAsync(string folder)
    {
        for (var left = Tries; Directory.Exists(folder); left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (left > 0 && exception is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
