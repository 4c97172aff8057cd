using Posthorn.Api.Endpoints;

namespace Posthorn.Cli.Demo.Chapters;

/// <summary>A new secret while notifications flow: both sign until the old one has ended.</summary>
internal static class SecretRotation
{
    public static Visit During { get; } = Visits.Noted("rotated", 1);

    public static async Task TellAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Title("3. The Sully-style clinic gets a new secret, and misses nothing meanwhile.");
        var client = await stage.Server.ClientAsync(cancellationToken);
        var (partner, overlap) = (stage.SullyPartner, new RotateSecret { OverlapHours = 24 });
        var rotated = await client.RotateSecretAsync(partner.Id, partner.EndpointId, overlap, cancellationToken);
        stage.Sully.Trust(rotated.Secret);
        stage.Narrator.Say("server", "a new secret; for 24 hours the old one signs beside it");

        var receipt = await stage.PublishAsync(partner, During, cancellationToken);
        var watch = new DeliveryWatch(client, stage.Narrator, stage.Clock);
        await watch.UntilEndedAsync([.. receipt.Deliveries.Select(static delivery => delivery.Id)], cancellationToken);
    }
}
