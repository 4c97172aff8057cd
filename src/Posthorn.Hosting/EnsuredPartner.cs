using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;

namespace Posthorn.Hosting;

/// <summary>Partners that a program brings along, and not a person by the API.</summary>
internal static class EnsuredPartner
{
    private const int MostTries = 5;

    /// <summary>The partner of an id, made where there is none. Any number of nodes may ask at once.</summary>
    public static async Task<Partner> EnsureAsync(
        this PartnerRegistry partners, EndpointDirectory directory, ConfigurationWatch watch, string id, string name)
    {
        // Another node that starts at the same time may make it first.
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (directory.FindPartner(id) is { } partner)
            {
                return partner;
            }

            if (await partners.CreateAsync(id, name, selfService: false) is PartnerResult.Created created)
            {
                return created.Partner;
            }

            await watch.LookAsync();
        }

        throw new InvalidOperationException("A source could not be made ready in the store.");
    }
}
