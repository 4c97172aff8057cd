namespace Posthorn.Protocol.Signing;

/// <summary>How the text of a secret becomes the bytes of a key.</summary>
internal enum KeyRule
{
    /// <summary>The text as UTF-8, whatever it looks like; a leading <c>whsec_</c> belongs to the key.</summary>
    Verbatim,

    /// <summary>A leading <c>whsec_</c> is taken off, the rest is base64.</summary>
    Decoded,
}
