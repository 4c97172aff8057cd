namespace Posthorn.Receiver.Links;

/// <summary>How Suki's API is called.</summary>
public sealed class SukiClientOptions : VendorClientOptions
{
    /// <summary>Makes options for production, without credentials.</summary>
    public SukiClientOptions()
        : base("https://sdp.suki.ai")
    {
    }

    /// <summary>The partner's id.</summary>
    /// <value>Empty; it must be set.</value>
    public string PartnerId { get; set; } = string.Empty;

    /// <summary>The partner's token, a JWT that the vendor trusts the partner to sign. For one that lives longer than the program.</summary>
    /// <value>The default is <see langword="null"/>; this or <see cref="MintPartnerToken"/> must be set.</value>
    public string? PartnerToken { get; set; }

    /// <summary>Makes the partner's token anew for each login.</summary>
    /// <value>The default is <see langword="null"/>; this or <see cref="PartnerToken"/> must be set.</value>
    public Func<CancellationToken, Task<string>>? MintPartnerToken { get; set; }

    /// <summary>The provider, for partners with a single token for all of theirs.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? ProviderId { get; set; }
}
