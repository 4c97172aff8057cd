namespace Posthorn.Testing.Checking;

/// <summary>What the notifications about one subject have done so far.</summary>
/// <param name="Applied">How often one took effect: a repetition or an older result that was dropped does not count.</param>
/// <param name="BodySha256">The SHA-256 of the body whose content holds now, as lower-case hex; <see langword="null"/> where nobody knows.</param>
public sealed record EffectReading(int Applied, string? BodySha256 = null);
