using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Receiver.Sources;

/// <summary>A source made ready: its format, its keys, its limits. Immutable; a change of the options makes a new one.</summary>
internal sealed record Source(string Name, Profile Profile, IReadOnlyList<SourceKey> Keys, TimeSpan Tolerance, int BodyLimit, AnswerCodes Codes)
{
    private readonly SigningKey[]? _always = Keys.All(static key => key is { From: null, Until: null }) ? [.. Keys.Select(static key => key.Key)] : null;

    public string PartnerId => PartnerIdOf(Name);

    public static string PartnerIdOf(string name) => "src_" + name;

    public SignatureVerdict Verify(RequestHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        Profile.Scheme.Verify(headers, body, _always ?? KeysAt(now), now, Tolerance);

    /// <summary>Never a key.</summary>
    public override string ToString() => $"{Name} ({Profile})";

    private SigningKey[] KeysAt(DateTimeOffset now) =>
        [.. Keys.Where(key => (key.From is null || key.From <= now) && (key.Until is null || now < key.Until)).Select(static key => key.Key)];
}
