namespace Posthorn.Cli.Printing;

/// <summary>One field of a sheet.</summary>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Cell(string? text) => new(text ?? "-", text is null ? Tone.Faint : Tone.Plain);
}
