using System.Net;

namespace Posthorn.Receiver.Links;

/// <summary>How a vendor's API is called.</summary>
public abstract class VendorClientOptions
{
    private protected VendorClientOptions(string origin) => Api = new(origin);

    /// <summary>Where the API is: scheme, host and port. Credentials are sent there and nowhere else.</summary>
    /// <value>The default is the vendor's production.</value>
    public Uri Api { get; set; }

    /// <summary>How long one call may take, from looking up the address to the end of the answer.</summary>
    /// <value>The default is 30 seconds. Up to 10 minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes that an answer may have.</summary>
    /// <value>The default is 10 MiB. Up to 100 MiB.</value>
    public int AnswerLimit { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Ranges in which private addresses, plain http and any port may be called: for a vendor's emulator on this machine. Public addresses need none.
    /// </summary>
    public IList<IPNetwork> AllowedEgress { get; } = [];

    /// <summary>Never a credential.</summary>
    /// <returns>The name of the type.</returns>
    public sealed override string ToString() => GetType().Name;
}
