using Posthorn.Delivery.Endpoints;

namespace Posthorn.Server;

/// <summary>A vendor's server: its endpoints are what partners made of them by the API, and one that gets nothing done is disabled.</summary>
internal sealed class RegistryCare(EndpointRegistry endpoints) : IEngineCare
{
    public Task PrepareAsync() => Task.CompletedTask;

    public async ValueTask GiveUpAsync(Endpoint endpoint, string reason) => _ = await endpoints.DisableAsync(endpoint.Id, reason);
}
