using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Features;

namespace Posthorn.Bench.Floors;

/// <summary>
/// The yardstick: a pipeline without a single feature. Accept, a writer with group commit, 202, signed POST, settled in batches.
/// </summary>
/// <remarks>No authentication, validation, retry, lease, limit, attempt history, metric or log: the rest is what durability costs.</remarks>
internal sealed class DurableFloor : IAsyncDisposable
{
    private readonly Channel<FloorEvent> _stored;
    private readonly HttpMessageInvoker _client = new(FloorClient.Handler());
    private readonly FloorSetup _setup;
    private readonly IFloorWriter _writer;
    private readonly TimeProvider _clock;
    private long _lastId;

    private DurableFloor(Channel<FloorEvent> stored, IFloorWriter writer, int inFlight, TimeProvider clock)
    {
        (_stored, _writer, _clock) = (stored, writer, clock);
        _setup = new();
        for (var slot = 0; slot < inFlight; slot++)
        {
            _ = Task.Run(SendAsync);
        }
    }

    /// <param name="storage">As <c>posthorn serve</c> takes it.</param>
    public static async Task<DurableFloor> OpenAsync(string storage, int inFlight, TimeProvider clock)
    {
        var stored = Channel.CreateUnbounded<FloorEvent>();
        var place = storage[(storage.IndexOf(':', StringComparison.Ordinal) + 1)..];
        IFloorWriter writer = storage.StartsWith("postgres:", StringComparison.Ordinal)
            ? await PostgresFloorWriter.OpenAsync(place, stored.Writer, clock)
            : new SqliteFloorWriter(place, stored.Writer, clock);
        return new(stored, writer, inFlight, clock);
    }

    public Task HandleAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        return request.Path.EndsWith("/events", StringComparison.Ordinal)
            ? AcceptAsync(features, request.Path)
            : _setup.HandleAsync(features, request.Path);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _writer.DisposeAsync();
    }

    // body -> commit -> 202
    private async Task AcceptAsync(IFeatureCollection features, string path)
    {
        var reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        var body = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        var accepted = new FloorEvent(Interlocked.Increment(ref _lastId), _setup.Match(path, body), body);
        _writer.Add(accepted);
        await accepted.Stored;

        var answer = new byte[128];
        _ = System.Text.Unicode.Utf8.TryWrite(
            answer,
            CultureInfo.InvariantCulture,
            $$"""{"id":"evt_{{accepted.Id:x32}}","deliveries":[{"id":"dlv_{{accepted.Id:x32}}","endpoint_id":"{{accepted.Endpoint}}"}]}""",
            out var length);
        await FloorSetup.AnswerAsync(features, 202, answer.AsMemory(0, length));
    }

    // stored -> signed -> sent -> settled
    private async Task SendAsync()
    {
        var hashes = new Dictionary<int, IncrementalHash>();
        var header = new char[SullySignature.MaxLength];
        await foreach (var due in _stored.Reader.ReadAllAsync())
        {
            var endpoint = _setup[due.Endpoint];
            if (!hashes.TryGetValue(due.Endpoint, out var hash))
            {
                hashes[due.Endpoint] = hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, endpoint.Secret);
            }

            var length = SullySignature.Write(header, hash, _clock.GetUtcNow().ToUnixTimeSeconds(), due.Body);
            using var request = FloorClient.Request(endpoint.Url, due.Body, new string(header, 0, length));
            using var response = await _client.SendAsync(request, CancellationToken.None);
            if (response.IsSuccessStatusCode)
            {
                _writer.Settle(due.Id);
            }
        }
    }
}
