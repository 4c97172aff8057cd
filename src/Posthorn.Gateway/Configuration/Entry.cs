namespace Posthorn.Gateway.Configuration;

/// <summary>A value of the file, with its references resolved.</summary>
/// <param name="Key">Where it stands, as <c>sources.suki.path</c>.</param>
/// <param name="IsLiteral">Whether all of it stands in the file itself.</param>
internal sealed record Entry(string Key, string Text, int Line, bool IsLiteral)
{
    /// <summary>The key alone: the text may be a secret.</summary>
    public override string ToString() => Key;
}
