namespace Posthorn.Cli.Calling;

/// <summary>A secret, and how it may be spoken of.</summary>
/// <param name="Name">Where it came from: a variable, a file. Never a part of it.</param>
/// <param name="Value">The secret itself.</param>
internal sealed record NamedSecret(string Name, string Value)
{
    public override string ToString() => $"{Name}: ***";
}
