using Posthorn.Delivery.Endpoints;
using Posthorn.Protocol.Signing;

namespace Posthorn.Emulators.Sending;

/// <summary>The secret that was in use before the present one.</summary>
internal sealed class OldSecret(SigningKey key)
{
    public EndpointSecret AsNewest { get; } = new(Version: 0, key, CreatedAt: default, ExpiresAt: null);

    public override string ToString() => "***";
}
