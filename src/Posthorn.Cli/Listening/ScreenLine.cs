using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Listening;

/// <summary>A line of the screen: words with their tones.</summary>
internal sealed record ScreenLine(bool IsMarked, params IReadOnlyList<Cell> Words)
{
    public override string ToString() => string.Concat(Words.Select(static word => word.Text));
}
