namespace Posthorn.Protocol.Signing;

/// <summary>The schemes we speak. Where each fact comes from stands in docs/protocol.md.</summary>
internal static class SchemeRows
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    internal static readonly SchemeRow Suki = new()
    {
        Name = "suki",
        TimestampHeader = "generated-at",
        SignatureHeader = "X-API-Key",
        Unit = TimestampUnit.Milliseconds,
        Template = SignedText.Parse("{ts}:{body}"),
        Encoding = DigestEncoding.Hex,
        Form = SignatureForm.Single,
        KeyRule = KeyRule.Verbatim,
        SecretForm = SecretForm.Plain,
        Tolerance = FiveMinutes,
    };

    internal static readonly SchemeRow Sully = new()
    {
        Name = "sully",
        SignatureHeader = "x-sully-signature",
        Unit = TimestampUnit.Seconds,
        Template = SignedText.Parse("{ts}.{body}"),
        Encoding = DigestEncoding.Hex,
        Form = SignatureForm.Parts,
        Prefix = "v1=",
        KeyRule = KeyRule.Verbatim,
        SecretForm = SecretForm.Prefixed,
        Tolerance = FiveMinutes,
    };

    internal static readonly SchemeRow Standard = new()
    {
        Name = "standard",
        IdHeader = "webhook-id",
        TimestampHeader = "webhook-timestamp",
        SignatureHeader = "webhook-signature",
        Unit = TimestampUnit.Seconds,
        Template = SignedText.Parse("{id}.{ts}.{body}"),
        Encoding = DigestEncoding.Base64,
        Form = SignatureForm.List,
        Prefix = "v1,",
        KeyRule = KeyRule.Decoded,
        SecretForm = SecretForm.Prefixed,
        Tolerance = FiveMinutes,
    };

    internal static readonly SchemeRow Stripe = new()
    {
        Name = "stripe",
        SignatureHeader = "Stripe-Signature",
        Unit = TimestampUnit.Seconds,
        Template = SignedText.Parse("{ts}.{body}"),
        Encoding = DigestEncoding.Hex,
        Form = SignatureForm.Parts,
        Prefix = "v1=",
        KeyRule = KeyRule.Verbatim,
        SecretForm = SecretForm.Prefixed,
        Tolerance = FiveMinutes,
    };

    internal static readonly SchemeRow GitHub = new()
    {
        Name = "github",
        IdHeader = "X-GitHub-Delivery",
        SignatureHeader = "X-Hub-Signature-256",
        Unit = TimestampUnit.None,
        Template = SignedText.Parse("{body}"),
        Encoding = DigestEncoding.Hex,
        Form = SignatureForm.Single,
        Prefix = "sha256=",
        KeyRule = KeyRule.Verbatim,
        SecretForm = SecretForm.Plain,
        Tolerance = TimeSpan.Zero,
    };

    internal static readonly SchemeRow Slack = new()
    {
        Name = "slack",
        TimestampHeader = "X-Slack-Request-Timestamp",
        SignatureHeader = "X-Slack-Signature",
        Unit = TimestampUnit.Seconds,
        Template = SignedText.Parse("v0:{ts}:{body}"),
        Encoding = DigestEncoding.Hex,
        Form = SignatureForm.Single,
        Prefix = "v0=",
        KeyRule = KeyRule.Verbatim,
        SecretForm = SecretForm.Plain,
        Tolerance = FiveMinutes,
    };
}
