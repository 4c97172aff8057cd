using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// A way of signing a request: which headers, which text, which key bytes. Each scheme is a row of data run by one engine. Schemes are
/// immutable, hold no clock and no secret, and are safe for use by several threads at once.
/// </summary>
public sealed class SigningScheme
{
    /// <summary>The most signatures that are written into one header, and the most that are read from one.</summary>
    public const int MaxSignatures = 16;

    private readonly SchemeRow _row;
    private readonly string[] _headerNames;

    private SigningScheme(SchemeRow row)
    {
        _row = row;
        _headerNames = [.. new[] { row.IdHeader, row.TimestampHeader, row.SignatureHeader }.OfType<string>()];
    }

    /// <summary>
    /// Suki: <c>generated-at</c> in milliseconds and <c>X-API-Key</c> in hex over <c>{generated-at}:{body}</c>; key verbatim.
    /// </summary>
    /// <remarks>Source: https://developer.suki.ai/documentation/webhook/signature-verification.</remarks>
    public static SigningScheme Suki { get; } = new(SchemeRows.Suki);

    /// <summary>Sully: <c>x-sully-signature: t=…,v1=…</c> in hex over <c>{t}.{body}</c>; key verbatim, <c>whsec_</c> included.</summary>
    /// <remarks>Source: https://docs.sully.ai/documentation/guides/webhooks.</remarks>
    public static SigningScheme Sully { get; } = new(SchemeRows.Sully);

    /// <summary>Standard Webhooks 1.0.0: base64 over <c>{id}.{timestamp}.{body}</c>; key decoded after <c>whsec_</c>.</summary>
    /// <remarks>Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.</remarks>
    public static SigningScheme Standard { get; } = new(SchemeRows.Standard);

    /// <summary>Stripe: <c>Stripe-Signature: t=…,v1=…</c> in hex over <c>{t}.{body}</c>; key verbatim.</summary>
    /// <remarks>Source: https://docs.stripe.com/webhooks/signature.</remarks>
    public static SigningScheme Stripe { get; } = new(SchemeRows.Stripe);

    /// <summary>
    /// GitHub: <c>X-Hub-Signature-256: sha256=…</c> over the body alone. No time is signed, so that nothing limits a replay.
    /// </summary>
    /// <remarks>Source: https://docs.github.com/webhooks/securing.</remarks>
    public static SigningScheme GitHub { get; } = new(SchemeRows.GitHub);

    /// <summary>Slack: <c>X-Slack-Signature: v0=…</c> over <c>v0:{timestamp}:{body}</c>; key verbatim.</summary>
    /// <remarks>Source: https://api.slack.com/authentication/verifying-requests-from-slack.</remarks>
    public static SigningScheme Slack { get; } = new(SchemeRows.Slack);

    /// <summary>Every scheme there is.</summary>
    public static IReadOnlyList<SigningScheme> All { get; } = [Suki, Sully, Standard, Stripe, GitHub, Slack];

    /// <summary>The name by which configuration knows the scheme, in lower case.</summary>
    public string Name => _row.Name;

    /// <summary>Every header that the scheme writes, in the order of writing.</summary>
    public IReadOnlyList<string> HeaderNames => _headerNames;

    /// <summary>Whether a time is signed, so that a tolerance has something to limit.</summary>
    public bool SignsTime => _row.Unit != TimestampUnit.None;

    /// <summary>
    /// How far the time of signing may lie from now, both ways, where nobody asked for more or less. Suki documents no figure: 300 s is
    /// our choice.
    /// </summary>
    /// <value>300 s; zero where no time is signed.</value>
    public TimeSpan DefaultTolerance => _row.Tolerance;

    /// <summary>Finds a scheme by its <see cref="Name"/>.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="scheme">The scheme.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGet(string name, [NotNullWhen(true)] out SigningScheme? scheme)
    {
        scheme = All.FirstOrDefault(candidate => candidate.Name == name);
        return scheme is not null;
    }

    /// <summary>Makes a key from a secret by the scheme's rule: as it stands, or decoded after <c>whsec_</c>.</summary>
    /// <param name="secret">The secret. An empty one never becomes a key.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong with the secret, without any of its text.</param>
    /// <returns>Whether there is a key.</returns>
    public bool TryCreateKey(string secret, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = SecretText.TryDecode(_row.KeyRule, secret, out var bytes, out problem) ? new(_row.KeyRule, bytes) : null;
        return key is not null;
    }

    /// <summary>
    /// Says whether a secret is good enough to be configured: 24 to 64 decoded bytes for <see cref="Standard"/>, 16 to 128 visible ASCII
    /// characters for the others, whose vendors have given out secrets of their own.
    /// </summary>
    /// <param name="secret">The secret.</param>
    /// <returns><see langword="null"/>, or what is wrong with the secret, without any of its text.</returns>
    public string? CheckStrength(string secret) => SecretText.CheckStrength(_row.KeyRule, secret);

    /// <summary>Makes a new secret in the form that the scheme's users expect.</summary>
    /// <param name="randomBytes">
    /// Gives as many unpredictable bytes as it is asked for; in production <c>RandomNumberGenerator.GetBytes</c>.
    /// </param>
    /// <returns>
    /// <c>whsec_</c> and base64 of 32 bytes for <see cref="Sully"/>, <see cref="Standard"/> and <see cref="Stripe"/>, else 43
    /// characters of base64url.
    /// </returns>
    /// <exception cref="ArgumentException">The source gave another number of bytes than 32.</exception>
    public string GenerateSecret(Func<int, byte[]> randomBytes)
    {
        var random = randomBytes(SecretText.RandomBytes);
        return random.Length == SecretText.RandomBytes
            ? SecretText.Write(_row.SecretForm, random)
            : throw new ArgumentException("The source of random bytes gave another number than it was asked for.", nameof(randomBytes));
    }

    /// <summary>Signs one sending. Each attempt is signed anew: the same id and body, a fresh time.</summary>
    /// <param name="messageId">
    /// Names the message, 1 to 255 of letters, digits, <c>_</c> and <c>-</c>. Not used by schemes without an id header.
    /// </param>
    /// <param name="at">The time of signing.</param>
    /// <param name="body">The body, exactly as it will be sent.</param>
    /// <param name="keysNewestFirst">The active keys, at most 16. Schemes with room for one signature use the first.</param>
    /// <returns>The headers to send.</returns>
    /// <exception cref="ArgumentException">There is no key, or too many, or one of another scheme, or the id is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies before 1970.</exception>
    public SignedHeaders Sign(string messageId, DateTimeOffset at, ReadOnlySpan<byte> body, ReadOnlySpan<SigningKey> keysNewestFirst) =>
        SignatureWriter.Sign(_row, messageId, at, body, keysNewestFirst);

    /// <summary>Verifies one request. Call it with the raw bytes of the body, before anything parses them.</summary>
    /// <typeparam name="THeaders">A struct, so that nothing is allocated.</typeparam>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">The body, byte for byte as it came. An empty body is verified like any other.</param>
    /// <param name="keys">The keys that may have signed. None at all refuses.</param>
    /// <param name="now">The present.</param>
    /// <param name="tolerance">
    /// How far the time of signing may lie from now, both ways, the limit included. Ignored where no time is signed.
    /// </param>
    /// <returns>The verdict. Whatever came over the wire, it is a verdict and no exception.</returns>
    /// <exception cref="ArgumentException">A key was made for a scheme with another key rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public SignatureVerdict Verify<THeaders>(
        THeaders headers, ReadOnlySpan<byte> body, ReadOnlySpan<SigningKey> keys, DateTimeOffset now, TimeSpan tolerance)
        where THeaders : IHeaderLookup, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance, TimeSpan.Zero);
        var received = new ReceivedHeaders(
            headers.Find(_row.SignatureHeader),
            _row.TimestampHeader is null ? HeaderValue.Missing : headers.Find(_row.TimestampHeader),
            _row is { IdHeader: not null, Template.UsesId: true } ? headers.Find(_row.IdHeader) : HeaderValue.Missing);
        return SignatureReader.Verify(_row, received, body, keys, now, tolerance);
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    internal KeyRule KeyRule => _row.KeyRule;

    internal SchemeRow Row => _row;

    /// <summary>A key of bytes that were read by another rule than the scheme's.</summary>
    internal SigningKey KeyFrom(byte[] bytes) => new(_row.KeyRule, bytes);

    internal static void RequireRule(SchemeRow row, SigningKey key)
    {
        if (key.Rule != row.KeyRule)
        {
            throw new ArgumentException($"A key was made by another rule than that of the {row.Name} scheme.", nameof(key));
        }
    }
}
