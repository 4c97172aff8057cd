namespace Posthorn.Protocol.Signing;

/// <summary>One signing scheme as data. The engine reads nothing else, so that a further scheme is a further row.</summary>
internal sealed record SchemeRow
{
    public required string Name { get; init; }

    public required string SignatureHeader { get; init; }

    /// <summary>
    /// The header that holds the timestamp; <see langword="null"/> where it is a part of the signature header, or absent.
    /// </summary>
    public string? TimestampHeader { get; init; }

    /// <summary>The header that names the message. It takes part in the signature only where <see cref="Template"/> says so.</summary>
    public string? IdHeader { get; init; }

    public required TimestampUnit Unit { get; init; }

    public required SignedText Template { get; init; }

    public required DigestEncoding Encoding { get; init; }

    public required SignatureForm Form { get; init; }

    /// <summary>The literal before each signature: <c>sha256=</c>, <c>v1,</c>.</summary>
    public string Prefix { get; init; } = "";

    public required KeyRule KeyRule { get; init; }

    public required SecretForm SecretForm { get; init; }

    public required TimeSpan Tolerance { get; init; }
}
