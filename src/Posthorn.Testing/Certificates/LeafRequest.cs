namespace Posthorn.Testing.Certificates;

/// <summary>What a server certificate is to be like, where it is to differ from a good one.</summary>
public sealed record LeafRequest
{
    /// <summary>Gets when it begins to be valid, from now.</summary>
    /// <value>The default is a day ago.</value>
    public TimeSpan From { get; init; } = TimeSpan.FromDays(-1);

    /// <summary>Gets when it ceases to be valid, from now.</summary>
    /// <value>The default is a day ahead.</value>
    public TimeSpan Until { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Gets the bits of an RSA key; an elliptic key where it is <see langword="null"/>.</summary>
    public int? RsaBits { get; init; }

    /// <summary>Gets whether the authority signs over SHA-1 instead of SHA-256.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Sha1 { get; init; }

    /// <summary>Gets where the certificate says that its issuer's certificate can be fetched.</summary>
    public Uri? IssuerUrl { get; init; }

    /// <summary>Gets where the certificate says that its revocation can be asked for (OCSP).</summary>
    public Uri? RevocationUrl { get; init; }

    /// <summary>Gets whether the certificate is for clients instead of servers.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ForClients { get; init; }
}
