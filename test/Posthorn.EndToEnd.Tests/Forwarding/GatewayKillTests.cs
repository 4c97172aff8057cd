using System.Globalization;
using System.Text;
using Posthorn.Cli.Demo;
using Posthorn.EndToEnd.Tests.Demo;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Endpoints;

namespace Posthorn.EndToEnd.Tests.Forwarding;

/// <summary>The promise of the gateway, held by killing it: what the sender was told is here arrives at the service.</summary>
public sealed class GatewayKillTests : IDisposable
{
    private const int Kills = 3;
    private const int Each = 60;
    private const int Workers = 8;
    private const int Notifications = (Kills + 1) * Each;
    private const string SukiSecret = "test-partner-secret-of-suki";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["POSTHORN_OPERATOR_KEY"] = "operator-key-of-the-tests",
        ["SUKI_SECRET"] = SukiSecret,
        ["RECORDS_SECRET"] = "whsec_dGhpcnR5LXR3by1ieXRlcy1mb3ItdGhlLWluYm94LTE=",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-gateway-").FullName;
    private readonly TaskSignal _arriving = new();
    private readonly TaskSignal _acknowledging = new();
    private int _acknowledged;
    private volatile TaskCompletionSource<Uri> _doors = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_three_times_the_gateway_loses_nothing_that_it_acknowledged()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await using var service = await TestEndpoint.StartAsync();
        service.Answer = _ =>
        {
            _arriving.Raise();
            return Task.CompletedTask;
        };
        await WriteAsync(service);
        var gateway = await StartAsync(patience.Token);

        var posting = PostAllAsync(patience.Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await _acknowledging.UntilAsync(() => Volatile.Read(ref _acknowledged) >= kill * Each, patience.Token);
            _doors = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await gateway.KillAsync();
            await gateway.DisposeAsync();
            gateway = await StartAsync(patience.Token);
        }

        await posting;
        await _arriving.UntilAsync(() => BodiesAt(service).Count >= Notifications, patience.Token);

        BodiesAt(service).ShouldBe(Enumerable.Range(0, Notifications).Select(Body), ignoreOrder: true);
        Signals.Send(gateway.Id, Signals.Terminate).ShouldBe(0);
        (await gateway.ExitAsync(patience.Token)).ShouldBe(0);
        await gateway.DisposeAsync();
    }

    private static HashSet<string> BodiesAt(TestEndpoint service) =>
        service.Received.Select(static request => Encoding.UTF8.GetString(request.Body.Span)).ToHashSet(StringComparer.Ordinal);

    private static string Body(int number) =>
        $$"""{"status":"success","session_id":"visit-{{number.ToString(CultureInfo.InvariantCulture)}}","encounter_id":"e"}""";

    private static HttpRequestMessage Sign(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        Profile.Suki.Scheme.TryCreateKey(SukiSecret, out var key, out _).ShouldBeTrue();
        var signed = Profile.Suki.Scheme.Sign("msg_1", TimeProvider.System.GetUtcNow(), body, [key]);
        var request = new HttpRequestMessage(HttpMethod.Post, "/suki") { Content = new ByteArrayContent(body) };
        for (var i = 0; i < signed.Count; i++)
        {
            request.Headers.TryAddWithoutValidation(signed[i].Key, signed[i].Value).ShouldBeTrue();
        }

        return request;
    }

    private async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var gateway = await ServerProcess.StartAsync(BuiltProgram.Command, ["gateway", "--config", Path.Combine(_folder, "gateway.yaml")], Variables, cancellationToken);
        _doors.SetResult(gateway.Address);
        return gateway;
    }

    private Task PostAllAsync(CancellationToken cancellationToken)
    {
        var slots = new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(Enumerable.Range(0, Notifications), slots, async (number, token) =>
        {
            // As vendors do that send again what was not acknowledged.
            while (!await TryPostAsync(Body(number), token))
            {
            }

            _ = Interlocked.Increment(ref _acknowledged);
            _acknowledging.Raise();
        });
    }

    private async Task<bool> TryPostAsync(string body, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = await _doors.Task.WaitAsync(cancellationToken) };
        using var request = Sign(body);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task WriteAsync(TestEndpoint service) => File.WriteAllTextAsync(Path.Combine(_folder, "gateway.yaml"), $$"""
        listen: http://127.0.0.1:0
        storage: sqlite:gateway.db
        admin: {listen: "http://127.0.0.1:0", key: "${POSTHORN_OPERATOR_KEY}"}
        egress: {allow: [127.0.0.0/8]}
        sources:
          suki: {profile: suki, path: /suki, secrets: [{value: "${SUKI_SECRET}"}]}
        destinations:
          records:
            from: suki
            schedule: [1, 1, 1, 1, 1, 1, 1, 1]
            http: {url: "http://{{service.Address}}/", secret: "${RECORDS_SECRET}"}
        """);
}
