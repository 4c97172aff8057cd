using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Posthorn.Cli.Demo;
using Posthorn.Testing.Endpoints;

namespace Posthorn.EndToEnd.Tests.Relaying;

/// <summary>The promise of relay and listener, held by killing both: everything that was taken is forwarded, in order, and only what a killed listener had in hand twice.</summary>
public sealed class RelayKillTests : IDisposable
{
    private const int Kills = 6;
    private const int Each = 50;
    private const int Arrivals = (Kills + 1) * Each;
    private const string Token = "the-token-of-the-tests-that-everybody-knows";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-relay-kill-").FullName;
    private readonly TaskSignal _arriving = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private Uri _relay = new("http://127.0.0.1:0");

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_by_turns_they_forward_everything_in_order_and_at_most_one_twice_for_each_kill_of_the_listener()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), Token, patience.Token);
        await using var target = await TestEndpoint.StartAsync();
        target.Answer = _ =>
        {
            _arriving.Raise();
            return Task.CompletedTask;
        };
        var relay = await StartRelayAsync(patience.Token);
        var listener = await StartListenerAsync(target, patience.Token);

        var posting = PostAllAsync(patience.Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await _arriving.UntilAsync(() => target.Received.Count >= kill * Each, patience.Token);
            if (kill % 3 != 1)
            {
                await relay.DisposeAsync();
                relay = await StartRelayAsync(patience.Token);
            }

            if (kill % 3 != 2)
            {
                await listener.DisposeAsync();
                listener = await StartListenerAsync(target, patience.Token);
            }
        }

        var acknowledged = await posting;
        var kept = await KeptAsync(patience.Token);
        await _arriving.UntilAsync(() => HashesAt(target).Distinct().Count() >= kept.Count, patience.Token);

        (await listener.InterruptAsync(patience.Token)).ShouldBe(0);
        (await relay.InterruptAsync(patience.Token)).ShouldBe(0);
        acknowledged.Select(Hash).Except(kept).ShouldBeEmpty();
        var arrived = HashesAt(target);
        arrived.Where((hash, index) => index == 0 || arrived[index - 1] != hash).ShouldBe(kept);
        (arrived.Count - kept.Count).ShouldBeLessThanOrEqualTo(Kills);
        await listener.DisposeAsync();
        await relay.DisposeAsync();
    }

    private static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static List<string> HashesAt(TestEndpoint target) =>
        [.. target.Received.Select(static request => Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)))];

    private async Task<RelayProgram> StartRelayAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["relay", "--source", "suki", "--storage", "sqlite:relay.db", "--token-file", "token", "--urls", $"http://127.0.0.1:{_relay.Port}"];
        var (program, line) = await RelayProgram.StartAsync(_folder, arguments, "Listens at ", cancellationToken);
        _relay = new(line["Listens at ".Length..]);
        return program;
    }

    private async Task<RelayProgram> StartListenerAsync(TestEndpoint target, CancellationToken cancellationToken)
    {
        string[] arguments = ["listen", "--relay", _relay.ToString(), "--source", "suki", "--to", $"http://{target.Address}/hook", "--token-file", "token"];
        return (await RelayProgram.StartAsync(_folder, arguments, "Connected.", cancellationToken)).Program;
    }

    // As vendors do that send again what was not acknowledged; each try says of itself which one it is.
    private async Task<IReadOnlyList<string>> PostAllAsync(CancellationToken cancellationToken)
    {
        var acknowledged = new List<string>();
        for (var tries = 0; acknowledged.Count < Arrivals; tries++)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"type":"session.completed","number":{{acknowledged.Count}},"try":{{tries}}}""");
            using var content = new StringContent(body);
            try
            {
                using var answer = await _http.PostAsync(new Uri(_relay, "in/suki"), content, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    acknowledged.Add(body);
                }
            }
            catch (HttpRequestException)
            {
                // Killed in the middle of it.
            }
        }

        return acknowledged;
    }

    private async Task<IReadOnlyList<string>> KeptAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_relay, "v1/arrivals?source=suki&limit=1000"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return [.. page.RootElement.GetProperty("arrivals").EnumerateArray().Select(static one => one.GetProperty("body_sha256").GetString()!)];
    }
}
