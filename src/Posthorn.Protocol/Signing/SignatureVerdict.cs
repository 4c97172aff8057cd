namespace Posthorn.Protocol.Signing;

/// <summary>How a verification ended and what it saw. The default value refuses.</summary>
/// <remarks>Holds no value of any header and nothing of a secret: it may be logged.</remarks>
public readonly struct SignatureVerdict
{
    private readonly int _keyNumber;

    internal SignatureVerdict(
        SignatureStatus status, string? header = null, SignatureHint hint = SignatureHint.None, TimeSpan? skew = null, int keyIndex = -1)
    {
        Status = status;
        Header = header;
        Hint = hint;
        Skew = skew;
        _keyNumber = keyIndex + 1;
    }

    /// <summary>How it ended.</summary>
    public SignatureStatus Status { get; }

    /// <summary>Whether the request may be believed.</summary>
    public bool IsValid => Status == SignatureStatus.Valid;

    /// <summary>What else was noticed.</summary>
    public SignatureHint Hint { get; }

    /// <summary>The name of the header that the status is about, where it is about one.</summary>
    public string? Header { get; }

    /// <summary>
    /// How far the time of signing lies ahead of the receiver's clock; negative when it lies behind. <see langword="null"/> where no
    /// time was read, <see cref="TimeSpan.MaxValue"/> for a time that no clock can show.
    /// </summary>
    public TimeSpan? Skew { get; }

    /// <summary>
    /// Which of the given keys made the signature, from 0; -1 when none did. Tells whether an old secret is still in use.
    /// </summary>
    public int KeyIndex => _keyNumber - 1;

    /// <summary>The status as a stable word for logs and metrics, such as <c>timestamp_out_of_tolerance</c>.</summary>
    public string Code => Status switch
    {
        SignatureStatus.Valid => "valid",
        SignatureStatus.NoSecret => "no_secret",
        SignatureStatus.Missing => "missing",
        SignatureStatus.Ambiguous => "ambiguous",
        SignatureStatus.Malformed => "malformed",
        SignatureStatus.OutsideTolerance => "timestamp_out_of_tolerance",
        SignatureStatus.Mismatch => "mismatch",
        _ => "not_checked",
    };

    /// <summary>A sentence for the developer. It is not meant for the sender, who learns only that the signature is invalid.</summary>
    public string Explanation => Hint switch
    {
        SignatureHint.TimestampInSeconds => "The timestamp counts seconds where this scheme counts milliseconds.",
        SignatureHint.TimestampInMilliseconds => "The timestamp counts milliseconds where this scheme counts seconds.",
        SignatureHint.TimestampNotDigits => "The timestamp must be digits only: no sign, no space, no point, no exponent.",
        SignatureHint.TimestampNotOnce => "The signature header must hold the timestamp part once.",
        SignatureHint.HeaderTooLong => "The header is longer than any honest one.",
        SignatureHint.TooManySignatures => "The header holds more than 16 signatures.",
        SignatureHint.PartWithoutName => "A part of the signature header is not of the form name=value.",
        SignatureHint.IdNotAllowed => "The message id may hold letters, digits, _ and - only, at most 255.",
        SignatureHint.NoSignatureOfScheme => "The header holds no signature of the version that this scheme uses.",
        SignatureHint.NotADigest => "What stands where the signature belongs is not the encoding of 32 bytes.",
        _ => ExplainStatus(),
    };

    /// <summary>The code, and the header that it is about.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => Header is null ? Code : $"{Code} ({Header})";

    private string ExplainStatus() => Status switch
    {
        SignatureStatus.Valid => "The signature is valid.",
        SignatureStatus.NoSecret => "No secret is configured, so nothing can be verified.",
        SignatureStatus.Missing => "A header that the scheme needs is missing or empty.",
        SignatureStatus.Ambiguous => "A header that may come once came more than once.",
        SignatureStatus.Malformed => "A header could not be read.",
        SignatureStatus.OutsideTolerance => "The time of signing is too far from the time of this clock.",
        SignatureStatus.Mismatch => "No signature matches: another secret, or a body that is not byte for byte the one that was signed.",
        _ => "Nothing was checked.",
    };
}
