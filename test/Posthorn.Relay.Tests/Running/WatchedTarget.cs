using System.Text.Json;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Relay.Tests.Running;

/// <summary>A developer's server: keeps what it was sent, and says when enough has come.</summary>
internal sealed class WatchedTarget : IAsyncDisposable
{
    private readonly TestEndpoint _endpoint;
    private readonly Lock _gate = new();
    private TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _wanted = int.MaxValue;
    private int _count;

    private WatchedTarget(TestEndpoint endpoint) => _endpoint = endpoint;

    public Uri Url => new($"http://{_endpoint.Address}/webhooks/suki");

    public int Status { get; set; } = 204;

    public IReadOnlyList<ReceivedRequest> Received => _endpoint.Received;

    /// <summary>The numbers in the bodies, in the order in which they came.</summary>
    public IReadOnlyList<int> Numbers => [.. Received.Select(static one => JsonDocument.Parse(one.Body).RootElement.GetProperty("number").GetInt32())];

    public static async Task<WatchedTarget> StartAsync()
    {
        var target = new WatchedTarget(await TestEndpoint.StartAsync());
        target._endpoint.Answer = context =>
        {
            context.Response.StatusCode = target.Status;
            target.Count();
            return Task.CompletedTask;
        };
        return target;
    }

    /// <summary>Completes when so many have come in all.</summary>
    /// <param name="patience">How long that may take in all.</param>
    public Task UntilAsync(int wanted, TimeSpan? patience = null)
    {
        lock (_gate)
        {
            (_wanted, _enough) = (wanted, new(TaskCreationOptions.RunContinuationsAsynchronously));
            if (_count >= wanted)
            {
                _enough.SetResult();
            }

            return _enough.Task.WaitAsync(patience ?? Patience.Long);
        }
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private void Count()
    {
        lock (_gate)
        {
            if (++_count >= _wanted)
            {
                _ = _enough.TrySetResult();
            }
        }
    }
}
