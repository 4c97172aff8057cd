using System.Globalization;
using System.Security.Cryptography;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Running;

/// <summary>Partners and endpoints of a measurement: two endpoints a partner, of two types, so that one event is one delivery.</summary>
internal static class Setup
{
    public static async Task<IReadOnlyList<Target>> MakeAsync(Bed bed, RunningServer server, CancellationToken cancellationToken)
    {
        var targets = new List<Target>();
        var (partner, key) = ("", "");
        for (var endpoint = 0; endpoint < bed.Options.Endpoints; endpoint++)
        {
            if (endpoint % SullyTypes.All.Count == 0)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"bench {endpoint}");
                partner = await server.Api.CreatePartnerAsync(name, cancellationToken);
                key = await server.Api.CreatePublisherKeyAsync(partner, cancellationToken);
            }

            var type = SullyTypes.All[endpoint % SullyTypes.All.Count];
            var secret = await server.Api.CreateEndpointAsync(partner, bed.EndpointUrl(endpoint), type, cancellationToken);
            await bed.SetSecretAsync(endpoint, secret, cancellationToken);
            targets.Add(new($"/v1/partners/{partner}/events", partner, key, type));
        }

        return targets;
    }

    /// <summary>A load at a server, shared out evenly.</summary>
    public static LoadSpec Even(Subject subject, RunningServer server, IReadOnlyList<Target> targets, int rate) => new(
        subject.Name, PublisherRole.Name, server.Client.BaseAddress!, targets, [.. Enumerable.Range(0, targets.Count)], rate, server);

    /// <summary>The bare floor: the same endpoints, with secrets of its own.</summary>
    public static async Task<LoadSpec> BareAsync(Bed bed, CancellationToken cancellationToken)
    {
        var targets = new List<Target>();
        for (var endpoint = 0; endpoint < bed.Options.Endpoints; endpoint++)
        {
            var secret = "whsec_" + RandomNumberGenerator.GetHexString(32, lowercase: true);
            await bed.SetSecretAsync(endpoint, secret, cancellationToken);
            targets.Add(new(bed.EndpointUrl(endpoint).AbsolutePath, Partner: "", secret, SullyTypes.All[endpoint % SullyTypes.All.Count]));
        }

        int[] order = [.. Enumerable.Range(0, targets.Count)];
        return new(BareFloorRole.Name, BareFloorRole.Name, bed.SinkAddress, targets, order, Rate: 0, Measured: null);
    }
}
