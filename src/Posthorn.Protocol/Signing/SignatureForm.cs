namespace Posthorn.Protocol.Signing;

/// <summary>How the signature header is laid out.</summary>
internal enum SignatureForm
{
    /// <summary>One signature, perhaps behind a literal: <c>sha256=…</c>. There is room for one key only.</summary>
    Single,

    /// <summary>Parts between commas, with the timestamp as <c>t</c>: <c>t=…,v1=…,v1=…</c>.</summary>
    Parts,

    /// <summary>Signatures between spaces, each behind its version: <c>v1,… v1,…</c>.</summary>
    List,
}
