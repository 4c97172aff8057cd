using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Effects;
using Posthorn.Testing.Vendors;
using Suki.Partner;
using Sully.Partner;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>A sample in this process, hosted as a partner hosts its own application in its tests.</summary>
internal sealed class HostedSample : IAsyncDisposable
{
    private static readonly WebApplicationFactoryClientOptions NoRedirects = new() { AllowAutoRedirect = false };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("posthorn-hosted-");
    private readonly IAsyncDisposable _factory;

    private HostedSample(Profile profile, string path, Func<HostedSample, (IAsyncDisposable Factory, TestVendor Vendor, HttpClient Http)> host)
    {
        (Profile, Path) = (profile, path);
        (_factory, Vendor, Http) = host(this);
    }

    /// <summary>Where notifications go.</summary>
    public string Path { get; }

    /// <summary>Reaches it without following redirects.</summary>
    public HttpClient Http { get; }

    public Profile Profile { get; }

    public TestVendor Vendor { get; }

    public EffectRecorder Effects { get; } = new();

    private string Database => System.IO.Path.Combine(_folder.FullName, "effects.db");

    public static HostedSample Of(string name) => name == Profile.Suki.Name ? OfSuki([]) : OfSully();

    public static HostedSample OfSuki(Dictionary<string, string> settings) => new(Profile.Suki, "/webhooks/notification", sample =>
    {
        var factory = Host<Visits>("Visits", sample, settings);
        factory.Services.GetRequiredService<Visits>().Written += sample.Effects.Record;
        return (factory, factory.CreateVendor(sample.Profile.Scheme, sample.Path), factory.CreateClient(NoRedirects));
    });

    public static HostedSample OfSully() => new(Profile.Sully, "/webhooks/sully", static sample =>
    {
        var factory = Host<Chart>("Chart", sample, []);
        factory.Services.GetRequiredService<Chart>().Written += sample.Effects.Record;
        return (factory, factory.CreateVendor(sample.Profile.Scheme, sample.Path), factory.CreateClient(NoRedirects));
    });

    public async Task<string?> TextAsync(string sql, string subject)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@subject", subject);
        return await command.ExecuteScalarAsync() as string;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static WebApplicationFactory<T> Host<T>(string database, HostedSample sample, Dictionary<string, string> settings)
        where T : class => new WebApplicationFactory<T>().WithWebHostBuilder(builder =>
    {
        _ = builder
            .ConfigureLogging(static logging => logging.ClearProviders())
            .UseSetting(database, sample.Database)
            .UseSetting("Inbox", $"sqlite:{System.IO.Path.Combine(sample._folder.FullName, "inbox.db")}")
            .UseSetting($"{sample.Profile.Name}:Secrets:0:Value", TestSecrets.Of(sample.Profile.Scheme));
        foreach (var (name, value) in settings)
        {
            _ = builder.UseSetting(name, value);
        }
    });
}
