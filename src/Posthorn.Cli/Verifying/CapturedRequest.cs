namespace Posthorn.Cli.Verifying;

/// <summary>A request that somebody has recorded.</summary>
/// <param name="Headers">As they came, repeated ones included.</param>
/// <param name="Body">Byte for byte, as far as the recorder kept it.</param>
/// <param name="At">When it came, where the recorder says so.</param>
/// <param name="Notes">What a person should know of the recording.</param>
internal sealed record CapturedRequest(
    IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, DateTimeOffset? At = null, params IReadOnlyList<string> Notes)
{
    public override string ToString() => $"{Headers.Count} headers, {Body.Length} bytes";
}
