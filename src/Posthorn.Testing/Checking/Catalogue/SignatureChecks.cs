using System.Text;
using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What is forged must stay out.</summary>
internal static class SignatureChecks
{
    private const string Forged = "Anybody who knows the address can then write into charts.";
    private const string Compare = "Compute the HMAC over the raw bytes, decode what came to 32 bytes, and compare the two in constant time.";
    private const string Raw = "Verify the bytes as they came over the wire, before a framework parses them (express.raw, request.get_data, Request.Body).";

    public static IReadOnlyList<Check> Rows { get; } =
    [
        Forgery("wrong-secret", "Refuses what another secret has signed", static run => ("A notification signed with another secret", run.Sign(run.NewEvent(), secret: run.OtherSecret))),
        Forgery("tampered-body", "Refuses a body that was changed", static run => Changed(run, "whose body had one letter changed after it was signed", static body => Flip(body))),
        Forgery("whitespace-tampered", "Refuses a body to which white space was added", static run =>
            Changed(run, "to whose body a line break was added after it was signed", static body => Append(body, "\n"))) with
        {
            Contract = Contracts.RawBytes,
            Fix = Raw,
        },
        Forgery("reserialised-refused", "Refuses the same JSON in other bytes", static run =>
            Changed(run, "whose body was parsed and written again, indented, under the old signature", static body => JsonChanges.Indented(body))) with
        {
            Contract = Contracts.RawBytes,
            Why = "A receiver that takes it verifies something else than what came: what a signature covers is then decided by a JSON library.",
            Fix = Raw,
        },
        Forgery("tampered-timestamp", "Refuses a time that was changed", static run =>
        {
            var sample = run.NewEvent();
            var (then, now) = (run.Sign(sample, TimeSpan.FromSeconds(-20)), run.Sign(sample));
            return ("A notification whose time of signing was changed by 20 s", SignedRequest.From(Spliced(run, then, now), sample.Body));
        }) with
        {
            Contract = Contracts.TimestampSigned,
            Why = "A recorded notification can otherwise be made fresh for ever.",
        },
        Forgery("signature-truncated", "Refuses a signature that was cut",
            static run => Respelled(run, "whose signature lacks its last two characters", static value => value with { Digest = value.Digest[..^2] })),
        Forgery("signature-extended", "Refuses a signature with something added",
            static run => Respelled(run, "to whose signature two characters were added", static value => value with { Digest = value.Digest + "00" })),
        Forgery("signature-blank", "Refuses a signature that is only a prefix",
            static run => Respelled(run, "with a signature of no digits", static value => value with { Digest = value.Head.Length == 0 ? "00" : string.Empty })),
        new("signature-uppercase", CheckLevel.Info, "Accepts upper-case hex")
        {
            Contract = static profile => profile.Name switch
            {
                "suki" => Contract.Ours("The vendor says that the digest is usually lower-case hex."),
                "sully" => Contract.Ours("The vendor's own samples differ: the one for Node takes capitals, the one for Python does not."),
                _ => null,
            },
            Why = "The digest is the same 32 bytes; a proxy or a new library of the vendor's may spell it otherwise.",
            Fix = "Decode the hex and compare bytes, not text.",
            Ask = static run => run.AcceptsAsync(
                "A valid notification with its digest in capitals", Spelled(run, static value => value with { Digest = value.Digest.ToUpperInvariant() })),
        },
        new("signatures-several", CheckLevel.Should, "Accepts several signatures of which one is right")
        {
            Contract = static profile => profile.Name switch
            {
                "suki" => null,
                "sully" => Contract.Ours("Whether the vendor sends two signatures while a secret is replaced is not documented; Posthorn does.", CheckLevel.Info),
                _ => new("While a secret is rotated, several signatures stand in the header; one that is right suffices.", Contracts.Standard, CheckLevel.Must),
            },
            Why = "While a secret is being replaced every notification carries both; a receiver that looks at one of them loses half a rotation's.",
            Fix = "Go through all v1 signatures and accept if one of them is right.",
            Ask = static run =>
            {
                var sample = run.NewEvent();
                var signed = run.Sign(sample);
                var right = SignatureValue.Of(signed.Headers[^1].Value);
                var wrong = SignatureValue.Of(run.Sign(sample, secret: run.OtherSecret).Headers[^1].Value);
                var both = run.Profile.Name == "sully" ? $"{right.Head}{wrong.Digest},v1={right.Digest}" : $"{wrong} {right}";
                var headers = HeaderChecks.Replace(signed.Headers, run.SignatureHeader, _ => both);
                return run.AcceptsAsync("A valid notification with two signatures, the second one right", SignedRequest.From(headers, sample.Body));
            },
        },
    ];

    private static Check Forgery(string id, string title, Func<CheckRun, (string Words, SignedRequest Request)> forge) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.Refused,
        Why = Forged,
        Fix = Compare,
        Ask = run =>
        {
            var (words, request) = forge(run);
            return run.RefusesAsync(words, request);
        },
    };

    private static (string Words, SignedRequest Request) Changed(CheckRun run, string how, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change)
    {
        var signed = run.Sign(run.NewEvent());
        return ($"A notification {how}", signed.WithBody(change(signed.Body)));
    }

    private static (string Words, SignedRequest Request) Respelled(CheckRun run, string how, Func<SignatureValue, SignatureValue> change) =>
        ($"A notification {how}", Spelled(run, change));

    private static SignedRequest Spelled(CheckRun run, Func<SignatureValue, SignatureValue> change)
    {
        var signed = run.Sign(run.NewEvent());
        return SignedRequest.From(HeaderChecks.Replace(signed.Headers, run.SignatureHeader, value => change(SignatureValue.Of(value)).ToString()), signed.Body);
    }

    /// <summary>The time of one and the signature of the other.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Spliced(CheckRun run, SignedRequest signature, SignedRequest time)
    {
        if (run.Profile.Name != "sully")
        {
            return HeaderChecks.Replace(time.Headers, run.SignatureHeader, _ => signature.Headers[^1].Value);
        }

        return [new(run.SignatureHeader, SignatureValue.Of(time.Headers[0].Value).Head + SignatureValue.Of(signature.Headers[0].Value).Digest)];
    }

    private static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> body)
    {
        var changed = body.ToArray();
        var at = changed.AsSpan().LastIndexOf("posthorn"u8);
        changed[at] = (byte)'P';
        return changed;
    }

    internal static ReadOnlyMemory<byte> Append(ReadOnlyMemory<byte> body, string text) => (byte[])[.. body.Span, .. Encoding.UTF8.GetBytes(text)];
}
