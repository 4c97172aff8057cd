using Microsoft.AspNetCore.Mvc.Testing;
using Posthorn.Protocol.Signing;

namespace Posthorn.Testing.Vendors;

/// <summary>Vendors for an application that a test hosts itself.</summary>
public static class TestVendorExtensions
{
    /// <summary>Makes a vendor that sends to the application of a factory.</summary>
    /// <typeparam name="TEntryPoint">A type of the application.</typeparam>
    /// <param name="factory">The factory. The application starts with the first vendor or client.</param>
    /// <param name="scheme">How requests are signed.</param>
    /// <param name="path">The path of the route.</param>
    /// <param name="secret">What they are signed with; <see cref="TestSecrets.Of"/> where it is <see langword="null"/>.</param>
    /// <param name="clock">Tells the time of signing; the system's where it is <see langword="null"/>.</param>
    /// <returns>The vendor.</returns>
    public static TestVendor CreateVendor<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory, SigningScheme scheme, string path, string? secret = null, TimeProvider? clock = null)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new(factory.CreateClient(), scheme, path, secret, clock);
    }
}
