using Posthorn.Delivery.Endpoints;

namespace Posthorn.Server;

/// <summary>What differs between those who host an engine: what is made ready before it starts, and what becomes of an endpoint that gets nothing done.</summary>
internal interface IEngineCare
{
    /// <summary>Called once, when what is stored has been loaded and nothing is sent yet.</summary>
    Task PrepareAsync();

    /// <summary>An endpoint has said that it is gone, or has failed for days.</summary>
    ValueTask GiveUpAsync(Endpoint endpoint, string reason);
}
