using System.Text.Json.Nodes;
using System.Threading.Channels;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Waiting;

/// <summary>Readers that follow a feed each and wait, as long as they may, again and again.</summary>
internal sealed class WaitingReaders(HttpClient client, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Channel<long>> _arrivals = [];
    private readonly List<Task> _reading = [];

    public void Start(IReadOnlyList<string> partners)
    {
        foreach (var partner in partners)
        {
            var arrivals = Channel.CreateUnbounded<long>();
            _arrivals.Add(partner, arrivals);
            _reading.Add(FollowAsync(partner, arrivals.Writer));
        }
    }

    /// <summary>When the next event of this partner arrived, as a timestamp.</summary>
    public ValueTask<long> NextAsync(string partner, CancellationToken cancellationToken) => _arrivals[partner].Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _stop.Dispose();
    }

    private async Task FollowAsync(string partner, ChannelWriter<long> arrivals)
    {
        var after = string.Empty;
        try
        {
            while (true)
            {
                using var answer = await client.GetAsync(new Uri($"/v1/partners/{partner}/events?wait=60{after}", UriKind.Relative), _stop.Token);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new BenchException($"A reader was answered {(int)answer.StatusCode}.");
                }

                var feed = (await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(_stop.Token), cancellationToken: _stop.Token))!;
                after = "&after=" + feed["next"]!.GetValue<string>();
                for (var n = feed["events"]!.AsArray().Count; n > 0; n--)
                {
                    _ = arrivals.TryWrite(clock.GetTimestamp());
                }
            }
        }
        catch (Exception exception)
        {
            _ = arrivals.TryComplete(exception);
        }
    }
}
