using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>A vendor's API by configuration. No credential leaves for anywhere else.</summary>
internal sealed class VendorOrigin(Uri api)
{
    /// <summary>The address of a path of the API.</summary>
    /// <param name="path">From the root, with <c>{0}</c> where the id goes.</param>
    /// <exception cref="VendorCallException">The id cannot stand in a path.</exception>
    public Uri At(string path, string id)
    {
        // A full stop is not escaped, and one or two of them alone are another place.
        if (id is null or "" or "." or "..")
        {
            throw new VendorCallException(VendorCallCodes.AddressInvalid);
        }

        return new(api, path.Replace("{0}", Uri.EscapeDataString(id), StringComparison.Ordinal));
    }

    public Uri At(string path) => new(api, path);

    /// <summary>Where a link of a notification leads, if it leads to the vendor.</summary>
    /// <exception cref="VendorCallException">It leads elsewhere, or is not to be read.</exception>
    public Uri Of(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (link.Method is { } method && !method.Equals(HttpMethod.Get.Method, StringComparison.OrdinalIgnoreCase))
        {
            throw new VendorCallException(VendorCallCodes.MethodNotSupported);
        }

        if (!link.TryResolve(api, out var target, out var mayCarryToken))
        {
            throw new VendorCallException(VendorCallCodes.AddressInvalid);
        }

        return mayCarryToken ? target : throw new VendorCallException(VendorCallCodes.ForeignOrigin);
    }
}
