namespace Posthorn.Receiver.Links;

/// <summary>How Sully's API is called.</summary>
public sealed class SullyClientOptions : VendorClientOptions
{
    /// <summary>Makes options for production, without credentials.</summary>
    public SullyClientOptions()
        : base("https://api.sully.ai")
    {
    }

    /// <summary>The key, sent as <c>X-API-KEY</c>.</summary>
    /// <value>Empty; it must be set.</value>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>The account, sent as <c>X-ACCOUNT-ID</c>.</summary>
    /// <value>Empty; it must be set.</value>
    public string AccountId { get; set; } = string.Empty;

    /// <summary>Which version of the API has the transcriptions.</summary>
    /// <value>The default is 1. 1 or 2.</value>
    public int TranscriptionVersion { get; set; } = 1;
}
