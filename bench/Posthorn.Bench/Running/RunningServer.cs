using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Posthorn.Bench.Running;

/// <summary>A subject that runs on a database of its own, ready to be set up and loaded.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(2);

    private readonly string _directory;

    private RunningServer(ChildProcess process, string directory, Database database, HttpClient client, TimeSpan startToReady)
    {
        (Process, _directory, Database, Client, StartToReady) = (process, directory, database, client, startToReady);
        Api = new(client);
    }

    public ChildProcess Process { get; }

    public HttpClient Client { get; }

    public ServerApi Api { get; }

    public TimeSpan StartToReady { get; }

    public Database Database { get; }

    public static async Task<RunningServer> StartAsync(Bed bed, Subject subject, CancellationToken cancellationToken)
    {
        var name = Guid.CreateVersion7(bed.Clock.GetUtcNow()).ToString("N");
        var directory = Directory.CreateDirectory(Path.Combine(bed.Files, name)).FullName;
        var address = $"http://127.0.0.1:{Bed.FreePort()}";
        var database = await bed.Databases.MakeAsync(directory, cancellationToken);
        string[] command = [.. subject.Command, "--storage", database.Storage, "--urls", address];
        var log = Path.Combine(directory, "log.txt");

        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", subject.OperatorKey);
        var start = bed.Clock.GetTimestamp();
        var process = ChildProcess.Server(command, Environment(subject), log);
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (process.HasExited || bed.Clock.GetElapsedTime(start) > ReadyWithin)
            {
                await process.DisposeAsync();
                throw new BenchException($"{subject.Name} did not become ready. Its last words:\n{LastWords(log)}");
            }

            await Task.Delay(BetweenQuestions, bed.Clock, cancellationToken);
        }

        return new(process, directory, database, client, bed.Clock.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static IEnumerable<KeyValuePair<string, string>> Environment(Subject subject) =>
        [new("POSTHORN_OPERATOR_KEY", subject.OperatorKey), new("POSTHORN_MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), .. subject.Tuning];

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string LastWords(string log) => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(20)) : "(none)";
}
