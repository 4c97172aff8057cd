namespace Posthorn.Gateway.Configuration;

/// <summary>What is wrong with a configuration file, and what is only worth a word. All of it, so that nobody has to start five times to mend five mistakes.</summary>
internal sealed class ConfigNotes
{
    private readonly List<ConfigNote> _mistakes = [];
    private readonly List<ConfigNote> _warnings = [];

    public IReadOnlyList<ConfigNote> Mistakes => [.. _mistakes.OrderBy(static note => note.Line)];

    public IReadOnlyList<ConfigNote> Warnings => [.. _warnings.OrderBy(static note => note.Line)];

    /// <summary>The same of the same place is told once, however often it is looked at.</summary>
    public void Mistake(int line, string text) => Add(_mistakes, new(line, text));

    public void Warn(int line, string text) => Add(_warnings, new(line, text));

    private static void Add(List<ConfigNote> notes, ConfigNote note)
    {
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }
}
