namespace Posthorn.Api.Partners;

/// <summary>A partner's keys.</summary>
public sealed record KeyList
{
    /// <summary>Gets the keys, oldest first, without their text.</summary>
    public required IReadOnlyList<KeyInfo> Keys { get; init; }
}
