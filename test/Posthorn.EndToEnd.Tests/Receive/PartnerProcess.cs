using System.Diagnostics;
using System.Globalization;
using Posthorn.Protocol.Profiles;

namespace Posthorn.EndToEnd.Tests.Receive;

/// <summary>A partner's application in a process of its own, and what a vendor and its owner can ask it.</summary>
internal sealed class PartnerProcess : IAsyncDisposable
{
    private const string Secret = "test-partner-secret-of-suki";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Posthorn.Receiver.Partner");

    private readonly Process _process;
    private readonly HttpClient _http;

    private PartnerProcess(Process process, string url)
    {
        _process = process;
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <param name="places">Where the inbox and the partner's own tables are: the arguments <c>--storage</c>, <c>--database</c> and <c>--key</c>.</param>
    /// <param name="die">The step at which it kills itself.</param>
    /// <param name="after">For <c>Whenever</c>: how many microseconds after its first request.</param>
    public static async Task<PartnerProcess> StartAsync(IReadOnlyList<string> places, string node = "one", string die = "None", double after = 0)
    {
        string[] own = ["--secret", Secret, "--node", node, "--die", die, "--after", after.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(Program, [.. places, .. own]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var url = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new(process, url ?? throw new InvalidOperationException("The partner's application ended before it listened."));
    }

    /// <summary>Posts a session that completed, as a vendor does that is cut off after a while.</summary>
    /// <returns>The status; 0 where there was no answer.</returns>
    public async Task<int> PostAsync(string session)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"status":"success","session_id":"{{session}}","encounter_id":"enc_1"}""");
        Profile.Suki.Scheme.TryCreateKey(Secret, out var key, out _).ShouldBeTrue();
        var signed = Profile.Suki.Scheme.Sign(session, TimeProvider.System.GetUtcNow(), body, [key]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/suki") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        for (var i = 0; i < signed.Count; i++)
        {
            request.Headers.TryAddWithoutValidation(signed[i].Key, signed[i].Value).ShouldBeTrue();
        }

        try
        {
            using var response = await _http.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>How often the effect happened, and how often the handler was called.</summary>
    public async Task<(int Effects, int Calls)> CountsAsync(string session)
    {
        var counts = (await _http.GetStringAsync(new Uri("/counts/" + session, UriKind.Relative))).Split(' ');
        return (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture));
    }

    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, as an operator does.</summary>
    public Task<int> StopAsync()
    {
        _ = Demo.Signals.Send(_process.Id, Demo.Signals.Terminate);
        return EndAsync();
    }

    /// <returns>How it ended: 137 is a kill.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }
}
