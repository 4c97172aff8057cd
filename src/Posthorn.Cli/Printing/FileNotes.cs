using Posthorn.Gateway.Configuration;

namespace Posthorn.Cli.Printing;

/// <summary>Tells what is to be said of places in a file.</summary>
internal static class FileNotes
{
    // As compilers write it, so that editors can go there.
    public static void Tell(string path, IEnumerable<ConfigNote> notes, Surroundings surroundings, string before = "")
    {
        foreach (var note in notes)
        {
            surroundings.Error.WriteLine($"{Printable.Of(path)}{(note.Line == 0 ? "" : $":{note.Line}")}: {before}{Printable.Of(note.Text)}");
        }
    }
}
