using Posthorn.Api.Deliveries;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Demo;
using Posthorn.EndToEnd.Tests.Demo;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>The vendor: <c>posthorn serve</c> in a process of its own, with one partner that has one endpoint.</summary>
internal sealed class PublishingServer : IAsyncDisposable
{
    private const string Partner = "clinic";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly RestartableServer _server = new(BuiltProgram.Command, TimeProvider.System);
    private readonly Profile _profile;

    private PublishingServer(Profile profile) => _profile = profile;

    public static async Task<PublishingServer> StartAsync(Profile profile, Uri url, CancellationToken cancellationToken)
    {
        var vendor = new PublishingServer(profile);
        _ = await vendor._server.StartAsync(cancellationToken);
        var client = await vendor._server.ClientAsync(cancellationToken);
        _ = await client.CreatePartnerAsync(new() { Id = Partner, Name = "Northwind Clinic" }, cancellationToken);
        var endpoint = new CreateEndpoint
        {
            Url = url.AbsoluteUri,
            Profile = profile.Name,
            Secret = TestSecrets.Of(profile.Scheme),
            Schedule = Schedule.Of([.. Enumerable.Repeat(1.0, 30)]),
        };
        _ = await client.CreateEndpointAsync(Partner, endpoint, cancellationToken);
        return vendor;
    }

    /// <returns>The id of the delivery.</returns>
    public async Task<string> PublishAsync(SampleEvent sample, CancellationToken cancellationToken)
    {
        Notification.TryRead(_profile, sample.Body, out var notification, out _).ShouldBeTrue();
        var request = new PublishEvent { Type = sample.Type, Subject = sample.Subject, Data = new(notification!.ToDataJson()) };
        var client = await _server.ClientAsync(cancellationToken);
        return (await client.PublishAsync(Partner, request, sample.Id, cancellationToken)).Deliveries.Single().Id;
    }

    public async Task ReplayAsync(string delivery, CancellationToken cancellationToken)
    {
        var client = await _server.ClientAsync(cancellationToken);
        _ = await client.ReplayDeliveryAsync(delivery, cancellationToken);
    }

    /// <summary>Waits until a delivery has ended in so many answers of 200.</summary>
    public async Task<DeliveryInfo> UntilDeliveredAsync(string delivery, int times, CancellationToken cancellationToken)
    {
        var client = await _server.ClientAsync(cancellationToken);
        return await Waiting.UntilAsync(
            token => client.GetDeliveryAsync(delivery, token),
            told => told.Attempts?.Count(static attempt => attempt.Status == 200) >= times,
            Patience,
            TimeProvider.System,
            cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
