using System.Globalization;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>Tells on the error stream how far the run is: one line that changes in a terminal, plain lines in a pipe.</summary>
internal sealed class ProgressLine(TextWriter writer, bool isTerminal, TimeProvider clock)
{
    private const int Width = 118;

    private readonly long _start = clock.GetTimestamp();
    private bool _open;

    /// <summary>How far it is; the next one takes its place in a terminal.</summary>
    public void Show(FormattableString text)
    {
        var line = $"{Elapsed()}  {text.ToString(CultureInfo.InvariantCulture)}";
        if (isTerminal)
        {
            writer.Write($"\r{(line.Length > Width ? line[..Width] : line.PadRight(Width))}");
            _open = true;
        }
        else
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>Something that stays.</summary>
    public void Say(string text)
    {
        Close();
        writer.WriteLine($"{Elapsed()}  {text}");
    }

    public void Close()
    {
        if (_open)
        {
            writer.WriteLine();
            _open = false;
        }
    }

    private string Elapsed() => clock.GetElapsedTime(_start).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
