namespace Posthorn.Relay.Wire;

/// <summary>A header as it came. Each character of the value is one byte (Latin-1), so that any bytes survive.</summary>
internal sealed record HeaderLine(string Name, string Value)
{
    /// <summary>Never the value: it may be a signature, or say who somebody is.</summary>
    public override string ToString() => $"{Name}: ***";
}
