using System.Net;
using System.Security.Cryptography;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Endpoints;

/// <summary>What the endpoints of this installation may be.</summary>
internal sealed record EndpointRegistryOptions
{
    public IReadOnlyList<Profile> Profiles { get; init; } = Profile.All;

    /// <summary>Ranges the operator opened for plain http, address literals and other ports.</summary>
    public IReadOnlyList<IPNetwork> AllowedEgress { get; init; } = [];

    /// <summary>How many endpoints a partner may have that are not deleted. The default is 100.</summary>
    public int MostPerPartner { get; init; } = 100;

    /// <summary>Where generated secrets come from.</summary>
    public Func<int, byte[]> RandomBytes { get; init; } = RandomNumberGenerator.GetBytes;
}
