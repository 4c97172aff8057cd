using Microsoft.AspNetCore.Http;
using Posthorn.Delivery.Storage;
using Posthorn.Relay.Running;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Doors;

/// <summary>For those who start and stop it: whether it is alive, and whether it could keep what comes.</summary>
internal sealed class HealthRoutes(RelayParts parts)
{
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    public static Task LiveAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status200OK, "ok");

    public async Task ReadyAsync(HttpContext context)
    {
        var ready = await IsReadyAsync();
        await AnswerAsync(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, ready ? "ok" : "unavailable");
    }

    private static Task AnswerAsync(HttpContext context, int status, string word) =>
        RelayAnswer.WriteAsync(context, status, new Told { Status = word }, RelayJson.Default.Told);

    private async Task<bool> IsReadyAsync()
    {
        if (parts.Ending.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            return await parts.Log.ProbeAsync().AsTask().WaitAsync(StorePatience, parts.Clock);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
