using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Links;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>A partner's application: Posthorn.Receiver on a port of its own, a handler that notes, and a client of the vendor's API.</summary>
internal sealed class PartnerApp : IAsyncDisposable
{
    private readonly Channel<Handled> _handled = Channel.CreateUnbounded<Handled>();
    private readonly WebApplication _app;

    private PartnerApp(Profile profile, string secret, int port, Uri vendor, string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        var receiver = builder.Services.AddPosthornReceiver(options => options.Storage = "sqlite:" + Path.Combine(folder, "inbox.db"))
            .AddSource(profile.Name, source =>
            {
                source.Profile = profile.Name;
                source.Secrets.Add(new() { Value = secret });
            })
            .Handle<Notification>("notes", async (notification, context) =>
            {
                await _handled.Writer.WriteAsync(new(notification, context));
                return HandlerResult.Done;
            });
        AddClient(receiver, profile, vendor);

        // A person watches: an hour's patience would be too long for them.
        builder.Services.Configure<ExpectationOptions>(static options => options.Schedule = "1,1,1,1,1,1,1,1,1,1");
        _app = builder.Build();
        _app.MapNotifications(PathOf(profile), profile.Name);
    }

    public IServiceProvider Services => _app.Services;

    public static string PathOf(Profile profile) => $"/webhooks/{profile.Name}";

    public static async Task<PartnerApp> StartAsync(
        Profile profile, string secret, int port, Uri vendor, string folder, CancellationToken cancellationToken)
    {
        var app = new PartnerApp(profile, secret, port, vendor, folder);
        await app._app.StartAsync(cancellationToken);
        return app;
    }

    /// <summary>The next that the handler gets.</summary>
    public ValueTask<Handled> NextAsync(CancellationToken cancellationToken) => _handled.Reader.ReadAsync(cancellationToken);

    /// <summary>Stops, and tells how often the handler was called beside what was waited for.</summary>
    public async Task<int> CountRestAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        _handled.Writer.Complete();
        return _handled.Reader.Count;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void AddClient(ReceiverBuilder receiver, Profile profile, Uri vendor)
    {
        if (profile == Profile.Suki)
        {
            _ = receiver.AddSukiClient(profile.Name, suki =>
            {
                (suki.PartnerId, suki.PartnerToken) = ("demo-partner", "demo-token");
                Point(suki, vendor);
            });
        }
        else
        {
            _ = receiver.AddSullyClient(profile.Name, sully =>
            {
                (sully.ApiKey, sully.AccountId) = ("demo-key", "demo-account");
                Point(sully, vendor);
            });
        }
    }

    private static void Point(VendorClientOptions options, Uri vendor)
    {
        options.Api = vendor;
        options.AllowedEgress.Add(IPNetwork.Parse("127.0.0.0/8"));
    }
}
