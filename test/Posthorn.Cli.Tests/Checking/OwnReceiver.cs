using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>A partner's application with the library, over real Kestrel, which answers the challenge and tells its effects.</summary>
internal sealed class OwnReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private OwnReceiver(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public string Url => $"{_app.Urls.Single()}/webhooks";

    /// <param name="agrees">Whether it lets itself be checked.</param>
    public static async Task<OwnReceiver> StartAsync(Profile profile, bool agrees = true)
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-checked-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPosthornReceiver(options => options.Storage = $"sqlite:{Path.Combine(folder, "inbox.db")}")
            .AddSource("vendor", source =>
            {
                source.Profile = profile.Name;
                source.Secrets.Add(new() { Value = TestSecrets.Of(profile.Scheme) });
            })
            .Handle<Notification>("anything", static (_, _) => Task.FromResult(HandlerResult.Done));
        var app = builder.Build();
        _ = app.MapNotifications("/webhooks", "vendor");
        if (agrees)
        {
            _ = app.MapPosthornCheck("/webhooks", "vendor");
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
