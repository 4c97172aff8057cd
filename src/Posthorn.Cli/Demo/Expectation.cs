namespace Posthorn.Cli.Demo;

/// <summary>Something that must be so at the end, and how it is.</summary>
internal sealed record Expectation(string What, int Expected, int Seen)
{
    public bool Held => Expected == Seen;
}
