using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Posthorn.Cli.Calling;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>An emulated vendor in a process of its own, a partner's application in this one, and a client of the vendor's API.</summary>
internal sealed class QuickstartStage : IAsyncDisposable
{
    private const string SecretVariable = "POSTHORN_DEMO_WEBHOOK_SECRET";

    private readonly string _folder;
    private readonly ServerProcess _vendor;

    private QuickstartStage(Narrator narrator, TimeProvider clock, string folder, ServerProcess vendor, PartnerApp partner)
    {
        (Narrator, Clock, _folder, _vendor, Partner) = (narrator, clock, folder, vendor, partner);
        Vendor = ServerAddress.Connect(vendor.Address, key: null);
    }

    public Narrator Narrator { get; }

    public TimeProvider Clock { get; }

    /// <summary>Calls the vendor as an integration does.</summary>
    public HttpClient Vendor { get; }

    public PartnerApp Partner { get; }

    /// <param name="scenario">What becomes of which session; null for success always.</param>
    public static async Task<QuickstartStage> SetUpAsync(
        Profile profile, string? scenario, Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-demo-").FullName;
        ServerProcess? vendor = null;
        try
        {
            var port = FreePort();
            var secret = profile.Scheme.GenerateSecret(RandomNumberGenerator.GetBytes);
            List<string> arguments =
            [
                "emulate", profile.Name, "--urls", "http://127.0.0.1:0", "--notify", $"http://127.0.0.1:{port}{PartnerApp.PathOf(profile)}",
                "--secret-env", SecretVariable, "--time-scale", "60",
            ];
            if (scenario is not null)
            {
                var file = Path.Combine(folder, "scenario.yaml");
                await File.WriteAllTextAsync(file, scenario, cancellationToken);
                arguments.AddRange(["--scenario", file]);
            }

            vendor = await ServerProcess.StartAsync(
                OwnProgram.Command, arguments, new Dictionary<string, string>(StringComparer.Ordinal) { [SecretVariable] = secret }, cancellationToken);
            narrator.Say("vendor", $"posthorn emulate {profile.Name} listens at {vendor.Address} (its minutes are seconds here)");
            var partner = await PartnerApp.StartAsync(profile, secret, port, vendor.Address, folder, cancellationToken);
            narrator.Say("partner", $"an ASP.NET Core application with Posthorn.Receiver listens at http://127.0.0.1:{port}{PartnerApp.PathOf(profile)}");
            return new(narrator, clock, folder, vendor, partner);
        }
        catch
        {
            await (vendor?.DisposeAsync() ?? default);
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Vendor.Dispose();
        await Partner.DisposeAsync();
        await _vendor.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public DemoResult Conclude(int requests, params IReadOnlyList<Expectation> expectations) => new(
        expectations.All(static one => one.Held), Narrator.Elapsed.TotalSeconds, Events: expectations[0].Seen, requests, expectations);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
