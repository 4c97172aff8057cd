using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Signing;
using Posthorn.Receiver;
using Posthorn.Testing.Effects;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Signers;

/// <summary>A receiver of Standard Webhooks in this process.</summary>
internal sealed class StandardReceiver : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("posthorn-standard-");
    private readonly WebApplication _app;

    private StandardReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        _ = builder.WebHost.UseTestServer();
        _ = builder.Services.AddPosthornReceiver(receiver => receiver.Storage = $"sqlite:{Path.Combine(_folder.FullName, "inbox.db")}")
            .AddSource("standard", static source => source.Secrets.Add(new() { Value = TestSecrets.Of(SigningScheme.Standard) }))
            .Handle<StandardNotification>("recorder", (notification, _) =>
            {
                Effects.Record(notification.Type);
                return Task.FromResult(HandlerResult.Done);
            });
        _app = builder.Build();
        _ = _app.MapStandardWebhooks("/standard");
        Vendor = null!;
    }

    public EffectRecorder Effects { get; } = new();

    public TestVendor Vendor { get; private set; }

    public static async Task<StandardReceiver> StartAsync()
    {
        var receiver = new StandardReceiver();
        await receiver._app.StartAsync();
        receiver.Vendor = new(receiver._app.GetTestClient(), SigningScheme.Standard, "/standard");
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
