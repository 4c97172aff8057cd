using Posthorn.Cli.Demo;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.HouseRules.Documents;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Relaying;

/// <summary>The session that docs/listen.md shows, typed as it stands there.</summary>
public sealed class ListenSessionTests : IDisposable
{
    private const string RelayInDocument = "http://127.0.0.1:8090";
    private const string TargetInDocument = "http://localhost:3000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-listen-session-").FullName;
    private readonly TaskSignal _arriving = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_session_of_the_document_goes_as_the_document_says()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await using var target = await TestEndpoint.StartAsync();
        target.Answer = _ =>
        {
            _arriving.Raise();
            return Task.CompletedTask;
        };
        await File.WriteAllTextAsync(Path.Combine(_folder, "listener.token"), "choose-at-least-32-random-characters\n", patience.Token);

        var (relay, line) = await RelayProgram.StartAsync(_folder, Typed("relay", (RelayInDocument, "http://127.0.0.1:0")), "Listens at ", patience.Token);
        await using var relayEnds = relay;
        var address = line["Listens at ".Length..];
        var listen = Typed("listen", (RelayInDocument, address), (TargetInDocument, $"http://{target.Address}"));
        var (listener, _) = await RelayProgram.StartAsync(_folder, listen, "Connected. Nothing is waiting.", patience.Token);
        await PostAsync(address, patience.Token);
        await _arriving.UntilAsync(() => target.Received.Count == 1, patience.Token);

        await listener.DisposeAsync();
        await PostAsync(address, patience.Token);
        await PostAsync(address, patience.Token);
        var (again, connected) = await RelayProgram.StartAsync(_folder, listen, "Connected. ", patience.Token);
        await using var againEnds = again;
        await _arriving.UntilAsync(() => target.Received.Count >= 3, patience.Token);

        connected.ShouldMatch("Connected. [23] arrivals are waiting.");
        (await again.InterruptAsync(patience.Token)).ShouldBe(0);
        (await relay.InterruptAsync(patience.Token)).ShouldBe(0);
    }

    private static IEnumerable<string> Typed(string command, params (string From, string To)[] places)
    {
        var words = CommandLines.In(Repository.Markdown.Single(static one => one.Path == "docs/listen.md"))
            .Select(static line => line.Words)
            .First(words => words is ["posthorn", var name, ..] && name == command);
        return words.Skip(1).Select(word => places.Aggregate(word, static (text, place) => text.Replace(place.From, place.To, StringComparison.Ordinal)));
    }

    private static async Task PostAsync(string relay, CancellationToken cancellationToken)
    {
        var scheme = Protocol.Signing.SigningScheme.Suki;
        var signed = SignedRequest.Sign(scheme, TestSecrets.Of(scheme), "{\"status\":\"success\",\"session_id\":\"s\",\"encounter_id\":\"e\"}"u8.ToArray(), TimeProvider.System.GetUtcNow());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var message = signed.ToMessage(relay + "/in/suki");
        using var answer = await http.SendAsync(message, cancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }
}
