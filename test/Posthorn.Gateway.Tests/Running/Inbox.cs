using Microsoft.AspNetCore.Http;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A clinic's own service: hands over what it was posted, one after the other.</summary>
internal sealed class Inbox : IAsyncDisposable
{
    private readonly TestEndpoint _endpoint;
    private readonly SemaphoreSlim _arrived = new(0);
    private int _answered;
    private int _taken;

    private Inbox(TestEndpoint endpoint) => _endpoint = endpoint;

    public string Url => $"http://127.0.0.1:{_endpoint.Address.Port}/in";

    /// <summary>What is answered, by the number of the request from 1.</summary>
    public Func<int, int> Status { get; set; } = static _ => StatusCodes.Status204NoContent;

    public static async Task<Inbox> StartAsync()
    {
        var inbox = new Inbox(await TestEndpoint.StartAsync());
        inbox._endpoint.Answer = context =>
        {
            context.Response.StatusCode = inbox.Status(Interlocked.Increment(ref inbox._answered));
            _ = inbox._arrived.Release();
            return Task.CompletedTask;
        };
        return inbox;
    }

    /// <summary>The next request that no earlier call of this waited for.</summary>
    public async Task<ReceivedRequest> NextAsync()
    {
        (await _arrived.WaitAsync(Patience.Long)).ShouldBeTrue("Nothing more was posted.");
        return _endpoint.Received[_taken++];
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        _arrived.Dispose();
    }
}
