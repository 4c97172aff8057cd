namespace Posthorn.Cli.Printing;

/// <summary>How good a word is. Only a terminal shows it.</summary>
internal enum Tone
{
    Plain,
    Good,
    Waiting,
    Bad,
    Faint,
}
