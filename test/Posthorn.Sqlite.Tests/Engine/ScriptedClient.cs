using System.Collections.Concurrent;
using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>All endpoints of the world: what reaches them is kept, and what they answer is the test's to say. Safe for any number of threads.</summary>
internal sealed class ScriptedClient(TimeProvider clock) : IEndpointClient
{
    private readonly ConcurrentDictionary<(string, string), int> _numbers = new();
    private readonly ConcurrentDictionary<string, Tally> _byHost = new();
    private readonly ConcurrentDictionary<string, Func<Sent, CancellationToken, ValueTask<AttemptOutcome>>> _scripts = new();
    private readonly ConcurrentQueue<Sent> _sent = new();

    public Tally Received { get; } = new("requests");

    public IReadOnlyList<Sent> Sent => [.. _sent];

    public Tally ReceivedAt(string host) => _byHost.GetOrAdd(host, static name => new($"requests at {name}"));

    public void Answer(string host, Func<Sent, AttemptOutcome> script) => _scripts[host] = (sent, _) => new(script(sent));

    public void Answer(string host, AttemptOutcome always) => Answer(host, _ => always);

    public void Answer(string host, Func<Sent, CancellationToken, ValueTask<AttemptOutcome>> script) => _scripts[host] = script;

    public async ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop)
    {
        var host = request.Url.Host;
        var id = request.Headers.FirstOrDefault(static header => header.Key == "webhook-id").Value ?? string.Empty;
        var number = _numbers.AddOrUpdate((host, id), 1, static (_, before) => before + 1);
        var sent = new Sent(host, id, number, clock.GetUtcNow(), request);
        _sent.Enqueue(sent);
        Received.Add();
        ReceivedAt(host).Add();

        return _scripts.TryGetValue(host, out var script) ? await script(sent, stop) : Answers.Ok;
    }
}
