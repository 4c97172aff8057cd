using System.Globalization;
using System.Text;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Waiting;

/// <summary>A whole run: a quiet server alone, then with all of its readers, then with an event now and again.</summary>
internal sealed class WaitingRun(BenchOptions options, IReadOnlyList<string> self, int count, TimeProvider clock, Progress progress)
{
    private const int Publishes = 200;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenPublishes = TimeSpan.FromMilliseconds(50);

    public async Task<WaitingReport> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Server.Count == 0)
        {
            throw new BenchException("Name the server to measure with --server.");
        }

        await using var bed = await Bed.MakeAsync(options, self, clock, progress, cancellationToken);
        var machine = MachineFacts.Read(options.Directory, bed.Databases.Description);
        await using var server = await RunningServer.StartAsync(bed, Subject.Server(options.Server), cancellationToken);
        progress.Say($"makes {count} partners");
        var partners = new List<string>();
        while (partners.Count < count)
        {
            partners.Add(await server.Api.CreatePartnerAsync(string.Create(CultureInfo.InvariantCulture, $"Reader {partners.Count}"), cancellationToken));
        }

        progress.Say("without readers");
        var idle = await MeasureAsync(server, cancellationToken);
        await using var readers = new WaitingReaders(server.Client, clock);
        readers.Start(partners);
        while (MetricsText.Total(await server.Api.MetricsAsync(cancellationToken), "posthorn_feed_readers_waiting") < count)
        {
            await Task.Delay(BetweenQuestions, clock, cancellationToken);
        }

        progress.Say($"with {count} readers");
        var waiting = await MeasureAsync(server, cancellationToken);
        progress.Say("with an event now and again");
        var late = await PublishAsync(server, partners, readers, cancellationToken);
        return new(
            machine, count, options.Window.TotalSeconds, waiting.Node, waiting.Database, idle.Node, idle.Database, waiting.Memory, idle.Memory,
            late.Count, late[late.Count / 2].TotalMilliseconds, late[late.Count * 99 / 100].TotalMilliseconds);
    }

    private async Task<(double Node, double Database, long Memory)> MeasureAsync(RunningServer server, CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, clock, cancellationToken);
        var (node, database, began) = (server.Process.Use, server.Database.Use(), clock.GetTimestamp());
        await Task.Delay(options.Window, clock, cancellationToken);
        var microseconds = clock.GetElapsedTime(began).TotalMicroseconds;
        return (
            (server.Process.Use - node).CpuMicroseconds / microseconds,
            (server.Database.Use() - database).CpuMicroseconds / microseconds,
            server.Process.MemoryBytes);
    }

    private async Task<List<TimeSpan>> PublishAsync(RunningServer server, List<string> partners, WaitingReaders readers, CancellationToken cancellationToken)
    {
        var late = new List<TimeSpan>();
        for (var n = 0; n < Publishes; n++)
        {
            var partner = partners[n % partners.Count];
            using var content = new StringContent("""{"type":"bench.woken","data":{}}""", Encoding.UTF8, "application/json");
            using var answer = await server.Client.PostAsync(new Uri($"/v1/partners/{partner}/events", UriKind.Relative), content, cancellationToken);
            var accepted = clock.GetTimestamp();
            var arrived = await readers.NextAsync(partner, cancellationToken);
            late.Add(arrived > accepted ? clock.GetElapsedTime(accepted, arrived) : TimeSpan.Zero);
            await Task.Delay(BetweenPublishes, clock, cancellationToken);
        }

        late.Sort();
        return late;
    }
}
