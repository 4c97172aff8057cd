using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Server;

namespace Posthorn.Cli.Serving;

/// <summary>The first key of a new server, where the operator has not brought one.</summary>
internal static class OperatorKey
{
    /// <summary>Makes a key where there is none.</summary>
    /// <returns>What to tell the operator.</returns>
    public static async Task<string> MakeAsync(PosthornServer server)
    {
        var partners = server.Services.GetRequiredService<PartnerRegistry>();
        var @operator = server.Services.GetRequiredService<EndpointDirectory>().FindPartner(Partner.OperatorId)!;
        if (partners.KeysOf(@operator).Count > 0)
        {
            return "Operator    the key that was shown at the first start";
        }

        var made = await partners.CreateKeyAsync(@operator, ApiKeyScope.Operator);
        return $"Operator    {made.Text}  <- the key that opens everything, shown this once. Store it now.";
    }
}
