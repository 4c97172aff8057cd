using Posthorn.Cli.Serving;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Relaying;

/// <summary><c>posthorn relay</c> in this process on a folder of its own, until it is disposed of; then it must end well.</summary>
internal sealed class RelayInForeground : IAsyncDisposable
{
    public const string Token = "not-shown-token-of-the-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-relay-cli-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly LineWriter _out = new(static line => StartUpLines.AddressIn(line) is not null);
    private Task<int> _running = Task.FromResult(0);

    public Uri Address { get; private set; } = null!;

    public string Folder => _folder;

    public string StartUp => _out.ToString().ReplaceLineEndings("\n").Replace(_folder, "«folder»", StringComparison.Ordinal);

    public static async Task<RelayInForeground> StartAsync(bool withToken = true)
    {
        var relay = new RelayInForeground();
        var terminal = new Terminal();
        if (withToken)
        {
            terminal.Variables["POSTHORN_RELAY_TOKEN"] = Token;
        }

        string[] arguments = ["relay", "--storage", $"sqlite:{relay._folder}/relay.db", "--source", "suki", "--source", "sully", "--urls", "http://127.0.0.1:0"];
        relay._running = CommandTree.RunAsync(arguments, terminal.Surroundings(relay._out, TextWriter.Null), relay._stop.Token);
        relay.Address = StartUpLines.AddressIn(await relay._out.Found.WaitAsync(Patience))!;
        return relay;
    }

    public async Task PostAsync(string body)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        content.Headers.Add("X-Patient", "Jane Roe");
        using var answer = await http.PostAsync(new Uri(Address, "in/suki?name=Jane"), content, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>A line that listens to it.</summary>
    public string[] Listen(Uri to, params string[] more) =>
        ["listen", "--relay", Address.ToString(), "--source", "suki", "--to", to.ToString(), "--listener", "tests", "--cursor", Path.Combine(_folder, "cursor"), .. more];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        (await _running).ShouldBe(ExitCodes.Done);
        _stop.Dispose();
        await _out.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
