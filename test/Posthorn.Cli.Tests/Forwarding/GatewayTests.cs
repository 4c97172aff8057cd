using System.Text;
using Microsoft.AspNetCore.Http;
using Posthorn.Cli.Tests.Running;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Forwarding;

public sealed class GatewayTests : IDisposable
{
    private const string OperatorKey = "operator-key-of-the-tests";
    private const string SukiSecret = "test-partner-secret-of-suki";
    private const string Secret = "whsec_dGhpcnR5LXR3by1ieXRlcy1mb3ItdGhlLWluYm94LTE=";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-gateway-").FullName;

    private static Terminal Terminal => new()
    {
        Variables =
        {
            ["POSTHORN_OPERATOR_KEY"] = OperatorKey,
            ["POSTHORN_KEY"] = OperatorKey,
            ["SUKI_SECRET"] = SukiSecret,
            ["SULLY_SECRET"] = Secret,
            ["SULLY_FORMER_SECRET"] = Secret,
            ["RECORDS_SECRET"] = Secret,
            ["RABBITMQ_PASSWORD"] = "not-shown",
        },
    };

    private string File => Path.Combine(_folder, "gateway.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sample_is_a_configuration_that_runs()
    {
        System.IO.File.Copy(SamplePath(), File);

        (await Terminal.RunAsync("gateway", "--config", File, "--check-config")).ShouldBeApproved("gateway.check");
    }

    [Fact]
    public async Task Every_mistake_is_told_with_its_place_and_no_secret()
    {
        Write("http://127.0.0.1:9000/", "schedule: never", "password: not-shown");

        var run = await Terminal.RunAsync("gateway", "--config", File, "--check-config");

        (run with { Error = run.Error.Replace(File, "gateway.yaml", StringComparison.Ordinal) }).ShouldBeApproved("gateway.mistakes");
        (await Terminal.RunAsync("gateway", "--config", File)).ExitCode.ShouldBe(ExitCodes.WrongUsage);
    }

    [Fact]
    public async Task A_dead_letter_is_listed_and_replayed_by_the_commands_of_a_server()
    {
        await using var service = await TestEndpoint.StartAsync();
        service.Answer = context =>
        {
            context.Response.StatusCode = service.Received.Count == 1 ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
            return Task.CompletedTask;
        };
        Write($"http://{service.Address}/", "schedule: once");
        await using (var first = await GatewayInForeground.StartAsync(Terminal, File, "\"next\":\"dead\""))
        {
            await PostAsync(first.Doors);
            await first.LoggedAsync();
        }

        // What was in flight was recorded before the end, so the next start tells it.
        await using var gateway = await GatewayInForeground.StartAsync(Terminal, File, "\"next\":\"delivered\"");
        var listed = await Terminal.RunAsync("deliveries", "list", "src_suki", "--state", "dead", "--server", gateway.Admin);
        var replayed = await Terminal.RunAsync("deliveries", "replay", listed.Out.Split('\n')[1].Split('\t')[0], "--server", gateway.Admin);
        await gateway.LoggedAsync();

        (listed.ExitCode, replayed.ExitCode).ShouldBe((ExitCodes.Done, ExitCodes.Done));
        service.Received.Select(static request => Encoding.UTF8.GetString(request.Body.Span)).Distinct().ShouldHaveSingleItem();
        gateway.StartUp.ShouldNotContain(OperatorKey);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_a_way_out()
    {
        await using var other = await TestEndpoint.StartAsync();
        Write("http://127.0.0.1:9000/", "schedule: once", listen: $"http://{other.Address}");

        var run = await Terminal.RunAsync("gateway", "--config", File);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("Choose another one with listen or admin.listen.");
    }

    private static string SamplePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Posthorn.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "samples", "gateway", "gateway.yaml");
    }

    private static async Task PostAsync(Uri doors)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = doors };
        var body = """{"status":"success","session_id":"s","encounter_id":"e"}"""u8.ToArray();
        Profile.Suki.Scheme.TryCreateKey(SukiSecret, out var key, out _).ShouldBeTrue();
        var signed = Profile.Suki.Scheme.Sign("msg_1", TimeProvider.System.GetUtcNow(), body, [key]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/suki") { Content = new ByteArrayContent(body) };
        for (var i = 0; i < signed.Count; i++)
        {
            request.Headers.TryAddWithoutValidation(signed[i].Key, signed[i].Value).ShouldBeTrue();
        }

        using var response = await http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    private void Write(string url, string more, string unknown = "", string listen = "http://127.0.0.1:0") => System.IO.File.WriteAllText(File, $$"""
        listen: {{listen}}
        storage: sqlite:gateway.db
        admin: {listen: "http://127.0.0.1:0", key: "${POSTHORN_OPERATOR_KEY}"}
        egress: {allow: [127.0.0.0/8]}
        sources:
          suki:
            profile: suki
            path: /suki
            secrets: [{value: "${SUKI_SECRET}"}]
        destinations:
          records:
            from: [suki]
            {{more}}
            http:
              url: {{url}}
              secret: {{(unknown.Length > 0 ? Secret : "${RECORDS_SECRET}")}}
              {{unknown}}
        """);
}
