using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Running;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Suki;

/// <summary>Suki's surface.</summary>
internal sealed class SukiVendor(EmulatorOptions options) : IVendor
{
    public string Name => "suki";

    public Profile Profile => Profile.Suki;

    public IReadOnlyList<(string Name, string Value)> Credentials { get; } =
    [
        ("partner_id", "emulated-partner"),
        ("partner_token", "emulated-partner-token"),
    ];

    public void Map(IEndpointRouteBuilder routes, Stage stage)
    {
        _ = options;
    }

    public (string ContentType, byte[] Body) ErrorOf(int status, string message) => ("application/json", SukiErrors.Body(status, message));

    public void Forget()
    {
    }
}
