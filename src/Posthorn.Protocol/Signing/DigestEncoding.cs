namespace Posthorn.Protocol.Signing;

/// <summary>How the 32 bytes of a signature are written in a header.</summary>
internal enum DigestEncoding
{
    /// <summary>Written in lower case, read in either.</summary>
    Hex,

    /// <summary>The standard alphabet with padding; read in its canonical spelling only.</summary>
    Base64,
}
