namespace Posthorn.Receiver.Links;

/// <summary>One request to a vendor, at an address that was found to be the vendor's.</summary>
internal sealed record VendorCall(HttpMethod Method, Uri Target, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>The method alone: address and headers are nobody's business.</summary>
    public override string ToString() => Method.Method;
}
