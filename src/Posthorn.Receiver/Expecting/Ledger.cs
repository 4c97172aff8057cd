namespace Posthorn.Receiver.Expecting;

/// <summary>The expectations of one source: in the engine a partner of its own, whose events each have one delivery, due when the answer should be there.</summary>
internal sealed record Ledger(string Source, IVendorInquiry Vendor)
{
    private const string Scheme = "expect:";

    /// <summary>The type of an expectation.</summary>
    public const string ExpectedType = "posthorn.expected";

    /// <summary>The type of what takes expectations back.</summary>
    public const string ForgottenType = "posthorn.forgotten";

    public string PartnerId => "exp_" + Source;

    /// <summary>By which the store knows the endpoint that expectations are delivered to.</summary>
    public string Url => Scheme + Source;

    public static bool IsLedger(string url) => url.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>What takes expectations of a subject back is found under this.</summary>
    public static string ForgottenResource(string subject) => "forgotten:" + subject;
}
