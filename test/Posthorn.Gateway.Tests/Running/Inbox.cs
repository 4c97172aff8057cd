using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A clinic's own service: hands over what it was posted, one after the other.</summary>
internal sealed class Inbox : IAsyncDisposable
{
    private readonly TestEndpoint _endpoint;
    private readonly Channel<ReceivedRequest> _arrived = Channel.CreateUnbounded<ReceivedRequest>();

    private Inbox(TestEndpoint endpoint) => _endpoint = endpoint;

    public string Url => $"http://127.0.0.1:{_endpoint.Address.Port}/in";

    /// <summary>What is answered, by the number of the request from 1.</summary>
    public Func<int, int> Status { get; set; } = static _ => StatusCodes.Status204NoContent;

    public int Count => _endpoint.Received.Count;

    public static async Task<Inbox> StartAsync()
    {
        var inbox = new Inbox(await TestEndpoint.StartAsync());
        inbox._endpoint.Answer = context =>
        {
            var received = inbox._endpoint.Received;
            context.Response.StatusCode = inbox.Status(received.Count);
            _ = inbox._arrived.Writer.TryWrite(received[^1]);
            return Task.CompletedTask;
        };
        return inbox;
    }

    /// <summary>The next request that no earlier call of this waited for.</summary>
    public async Task<ReceivedRequest> NextAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();
}
