namespace Posthorn.Protocol.Signing;

/// <summary>How a verification ended. Every value but <see cref="Valid"/> refuses the request.</summary>
public enum SignatureStatus
{
    /// <summary>Nothing was checked. Zero, so that a forgotten assignment refuses.</summary>
    NotChecked,

    /// <summary>One of the keys made one of the signatures, and the time is within the tolerance.</summary>
    Valid,

    /// <summary>There was no key to check with: the receiver is not configured.</summary>
    NoSecret,

    /// <summary>A header that the scheme needs is missing or empty.</summary>
    Missing,

    /// <summary>A header that may come once came more than once.</summary>
    Ambiguous,

    /// <summary>A header could not be read.</summary>
    Malformed,

    /// <summary>The time of signing is too far from now; <see cref="SignatureVerdict.Skew"/> says how far.</summary>
    OutsideTolerance,

    /// <summary>No signature of this scheme matches any key.</summary>
    Mismatch,
}
