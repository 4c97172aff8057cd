using System.Globalization;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Roles;

namespace Posthorn.Proof.Killing.Starting;

/// <summary>Makes the partners and endpoints, and waits until every node knows them.</summary>
internal sealed class GroundLaying(Bed bed, TimeProvider clock)
{
    private const int TimeoutSeconds = 4;

    // Short waits and many of them: whatever the endpoints do, no delivery comes to the end of its schedule by that.
    private static readonly double[] Waits = [1, 1, 2, 2, 3, 3, .. Enumerable.Repeat(5.0, 94)];

    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

    public static int Attempts => Waits.Length + 1;

    public async Task<Ground> LayAsync(Ground plan, CancellationToken cancellationToken)
    {
        using var http = NodeConnection.Open(bed.Nodes[0].Address, bed.Authorization);
        var client = new PosthornClient(http);
        var partners = new List<GroundPartner>();
        foreach (var planned in plan.Partners)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Synthetic Clinic {partners.Count + 1}");
            var partner = await client.CreatePartnerAsync(new() { Name = name }, cancellationToken);
            var endpoints = new List<GroundEndpoint>();
            foreach (var endpoint in planned.Endpoints)
            {
                endpoints.Add(endpoint with { Id = await MakeAsync(client, partner.Id, endpoint, cancellationToken) });
            }

            partners.Add(new(endpoints, partner.Id));
        }

        var ground = plan with { Partners = partners };
        foreach (var node in bed.Nodes)
        {
            await UntilKnownAsync(node, ground, cancellationToken);
        }

        return ground;
    }

    private async Task<string> MakeAsync(PosthornClient client, string partner, GroundEndpoint endpoint, CancellationToken cancellationToken)
    {
        var request = new CreateEndpoint
        {
            Url = string.Create(CultureInfo.InvariantCulture, $"{bed.ReceiverAddress}/{endpoint.Index}"),
            Profile = endpoint.Profile,
            EventTypes = [EventContent.Type],
            Schedule = Schedule.Of(Waits),
            TimeoutSeconds = endpoint.Manner == Manner.Steady ? null : TimeoutSeconds,
        };
        var made = await client.CreateEndpointAsync(partner, request, cancellationToken);
        _ = await bed.Receiver.AskAsync(
            string.Create(CultureInfo.InvariantCulture, $"{RoleLines.Secret} {endpoint.Index} {made.Secret}"), cancellationToken);
        return made.Id;
    }

    private async Task UntilKnownAsync(ServerNode node, Ground ground, CancellationToken cancellationToken)
    {
        using var http = NodeConnection.Open(node.Address, bed.Authorization);
        var client = new PosthornClient(http);
        foreach (var partner in ground.Partners)
        {
            while (await CountAsync(client, partner, cancellationToken) < partner.Endpoints.Count)
            {
                await Task.Delay(BetweenQuestions, clock, cancellationToken);
            }
        }
    }

    private static async Task<int> CountAsync(PosthornClient client, GroundPartner partner, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListEndpointsAsync(partner.Id, cancellationToken)).Endpoints.Count;
        }
        catch (PosthornApiException unknown) when (unknown.Problem.Status == 404)
        {
            return 0;
        }
    }
}
