namespace Posthorn.Protocol.Signing;

/// <summary>What one step of a scheme's timestamp is worth.</summary>
internal enum TimestampUnit
{
    /// <summary>The scheme signs no time.</summary>
    None,
    Seconds,
    Milliseconds,
}
