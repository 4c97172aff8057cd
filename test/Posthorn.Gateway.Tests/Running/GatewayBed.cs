using System.Net.Http.Headers;
using System.Text.Json;
using Posthorn.Gateway.Configuration;
using Posthorn.Gateway.Running;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A gateway in this process with a folder of its own: two sources, and the destinations that a test writes.</summary>
internal sealed class GatewayBed : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-the-tests";
    public const string Secret = "whsec_dGhpcnR5LXR3by1ieXRlcy1mb3ItdGhlLWluYm94LTE=";

    private readonly string _folder;
    private readonly string _storage;
    private readonly string _egress;
    private RunningGateway _gateway = null!;

    private GatewayBed(string folder, string storage, string egress) => (_folder, _storage, _egress) = (folder, storage, egress);

    public HttpClient Doors { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public WatchedLog Log { get; } = new();

    public Sender Suki => new(Doors, Profile.Suki, "/suki", Sender.SukiSecret);

    public Sender Standard => new(Doors, Profile.Standard, "/standard", Sender.StandardSecret);

    /// <param name="destinations">What stands below <c>destinations:</c>, indented by two.</param>
    /// <param name="storage">Where events are kept; by default a file that goes with the gateway.</param>
    /// <param name="egress">What stands below <c>egress:</c>.</param>
    public static async Task<GatewayBed> StartAsync(string destinations, string storage = "sqlite:gateway.db", string egress = "allow: [127.0.0.0/8]")
    {
        var bed = new GatewayBed(Directory.CreateTempSubdirectory("posthorn-gateway-").FullName, storage, egress);
        await bed.StartAgainAsync(destinations);
        return bed;
    }

    /// <summary>Starts on the same store, after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync(string destinations)
    {
        var file = Path.Combine(_folder, "gateway.yaml");
        await File.WriteAllTextAsync(file, $$"""
            listen: http://127.0.0.1:0
            storage: {{_storage}}
            masterKey: ${MASTER_KEY}
            drainGrace: 5s
            admin:
              listen: http://127.0.0.1:0
              key: ${OPERATOR_KEY}
            egress:
              {{_egress}}
            sources:
              suki:
                profile: suki
                path: /suki
                secrets: [{value: "${SUKI_SECRET}"}]
              standard:
                profile: standard
                path: /standard
                secrets: [{value: "${STANDARD_SECRET}"}]
            destinations:
            {{destinations}}
            """);
        var reading = ConfigFile.Read(file, Variable, TimeProvider.System.GetUtcNow());
        reading.Mistakes.ShouldBeEmpty();
        _gateway = await RunningGateway.StartAsync(reading.Settings!, Log, TimeProvider.System, CancellationToken.None);
        Doors = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(_gateway.Urls.Single()) };
        Admin = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(_gateway.AdminUrls.Single()) };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
    }

    public static string Http(string name, string url, string from = "suki", string more = "") => string.Join('\n', new[]
    {
        $"  {name}:", $"    from: [{from}]", "    schedule: [1, 1, 1, 1, 1, 1, 1, 1]", more, "    http:", $"      url: {url}", "      secret: ${SECRET}",
    }.Where(static line => line.Length > 0));

    /// <summary>A source's deliveries as the admin listener tells them, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(string source = "suki")
    {
        var json = JsonElement.Parse(await Admin.GetStringAsync($"/v1/partners/src_{source}/deliveries"));
        return [.. json.GetProperty("deliveries").EnumerateArray()];
    }

    public async Task StopAsync()
    {
        Doors.Dispose();
        Admin.Dispose();
        await _gateway.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Variable(string name) => name switch
    {
        "OPERATOR_KEY" => OperatorKey,
        "SUKI_SECRET" => Sender.SukiSecret,
        "STANDARD_SECRET" => Sender.StandardSecret,
        "SECRET" => Secret,
        "MASTER_KEY" => "bWFzdGVyLWtleS1vZi10aGUtdGVzdHMtMzItYnl0ZXM=",
        _ => null,
    };
}
