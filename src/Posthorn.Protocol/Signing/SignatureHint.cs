namespace Posthorn.Protocol.Signing;

/// <summary>What a verification noticed beside its status, for the developer who asks why.</summary>
public enum SignatureHint
{
    /// <summary>Nothing beside the status.</summary>
    None,

    /// <summary>The timestamp counts seconds; the scheme counts milliseconds.</summary>
    TimestampInSeconds,

    /// <summary>The timestamp counts milliseconds; the scheme counts seconds.</summary>
    TimestampInMilliseconds,

    /// <summary>The timestamp is not made of the digits 0 to 9 alone.</summary>
    TimestampNotDigits,

    /// <summary>The signature header holds more than one timestamp, or none.</summary>
    TimestampNotOnce,

    /// <summary>A header is longer than any honest one (8,192 characters for signatures).</summary>
    HeaderTooLong,

    /// <summary>The header holds more than 16 signatures.</summary>
    TooManySignatures,

    /// <summary>A part of the signature header is not of the form name=value.</summary>
    PartWithoutName,

    /// <summary>The id holds a character beside letters, digits, <c>_</c> and <c>-</c>, or is longer than 255.</summary>
    IdNotAllowed,

    /// <summary>The header holds no signature of the version and algorithm of this scheme.</summary>
    NoSignatureOfScheme,

    /// <summary>What stands where a signature belongs is not the encoding of 32 bytes: it was cut, padded, or spelled otherwise.</summary>
    NotADigest,
}
