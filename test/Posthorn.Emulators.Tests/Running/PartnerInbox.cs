using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Emulators.Tests.Running;

/// <summary>The partner's server: hands over what it was sent, one after the other.</summary>
internal sealed class PartnerInbox : IAsyncDisposable
{
    private readonly TestEndpoint _endpoint;
    private readonly SemaphoreSlim _arrived = new(0);
    private int _answered;
    private int _taken;

    private PartnerInbox(TestEndpoint endpoint) => _endpoint = endpoint;

    public string Url => $"http://127.0.0.1:{_endpoint.Address.Port}/webhooks/notification";

    /// <summary>How many have come, taken or not.</summary>
    public int Count => Volatile.Read(ref _answered);

    /// <summary>What is answered, by the number of the request from 1.</summary>
    public Func<int, int> Status { get; set; } = static _ => StatusCodes.Status204NoContent;

    public static async Task<PartnerInbox> StartAsync()
    {
        var inbox = new PartnerInbox(await TestEndpoint.StartAsync());
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
        (await _arrived.WaitAsync(Patience.Long)).ShouldBeTrue("Nothing more was sent.");
        return _endpoint.Received[_taken++];
    }

    /// <summary>The next one, verified with a secret and read as the vendor's.</summary>
    public async Task<Notification> NextAsync(Profile profile, string secret)
    {
        var request = await NextAsync();
        StatusOf(request, profile, secret).ShouldBe(SignatureStatus.Valid);
        Notification.TryRead(profile, request.Body, out var notification, out _).ShouldBeTrue();
        return notification;
    }

    public static SignatureStatus StatusOf(ReceivedRequest request, Profile profile, string secret)
    {
        profile.Scheme.TryCreateKey(secret, out var key, out _).ShouldBeTrue();
        var headers = request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        return profile.Scheme.Verify(new HeaderPairs([.. headers]), request.Body.Span, [key!], TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5)).Status;
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        _arrived.Dispose();
    }
}
