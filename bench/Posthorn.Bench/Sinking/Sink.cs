using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Sinking;

/// <summary>Plays the partners: takes signed POSTs at <c>/e/{endpoint}</c>, writes arrivals into the ledger and answers.</summary>
internal sealed class Sink(TimeProvider clock)
{
    /// <summary>The most endpoints that one sink plays.</summary>
    public const int MaxEndpoints = 1024;

    private const string PathPrefix = "/e/";

    // Checking every signature would cost the shared machine more than receiving does; one in 256 shows a sender that does not sign.
    private const int SignatureSample = 0xff;

    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(30);

    private readonly EndpointMode[] _modes = new EndpointMode[MaxEndpoints];
    private readonly byte[]?[] _secrets = new byte[MaxEndpoints][];
    private volatile Ledger? _ledger;
    private int _requests;

    public Ledger? Ledger
    {
        set => _ledger = value;
    }

    public int Requests => Volatile.Read(ref _requests);

    public void Set(int endpoint, EndpointMode mode) => _modes[endpoint] = mode;

    public void Set(int endpoint, string? secret)
        => Volatile.Write(ref _secrets[endpoint], secret is null ? null : Encoding.UTF8.GetBytes(secret));

    public Task ReceiveAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        var path = request.Path;
        if (!path.StartsWith(PathPrefix, StringComparison.Ordinal)
            || !int.TryParse(path.AsSpan(PathPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var endpoint)
            || endpoint >= MaxEndpoints)
        {
            response.StatusCode = 404;
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref _requests);
        return _modes[endpoint] switch
        {
            EndpointMode.Refuse => RefuseAsync(response),
            EndpointMode.Hang => HangAsync(features, response),
            _ => TakeAsync(features, request, response, endpoint),
        };
    }

    private static Task RefuseAsync(IHttpResponseFeature response)
    {
        response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private async Task HangAsync(IFeatureCollection features, IHttpResponseFeature response)
    {
        var gone = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        response.StatusCode = 204;
        await Task.Delay(HangTime, clock, gone).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task TakeAsync(IFeatureCollection features, IHttpRequestFeature request, IHttpResponseFeature response, int endpoint)
    {
        var reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        Arrive(read.Buffer, request, endpoint);
        reader.AdvanceTo(read.Buffer.End);
        response.StatusCode = 204;
    }

    private void Arrive(ReadOnlySequence<byte> buffer, IHttpRequestFeature request, int endpoint)
    {
        if (_ledger is not { } ledger)
        {
            return;
        }

        var body = buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray();
        if (!EventMark.TryFind(body, out var mark))
        {
            Interlocked.Increment(ref ledger.Sum.Strangers);
            return;
        }

        ledger.Arrive(mark, clock.GetTimestamp());
        if ((mark.Sequence & SignatureSample) == 0 && Volatile.Read(ref _secrets[endpoint]) is { } secret)
        {
            Interlocked.Increment(ref IsSigned(request, body, secret) ? ref ledger.Sum.SignaturesRight : ref ledger.Sum.SignaturesWrong);
        }
    }

    private static bool IsSigned(IHttpRequestFeature request, ReadOnlySpan<byte> body, byte[] secret)
    {
        var header = request.Headers[SullySignature.Header].ToString();
        Span<char> expected = stackalloc char[SullySignature.MaxLength];
        return SullySignature.TryReadTime(header, out var seconds)
            && header.AsSpan().SequenceEqual(expected[..SullySignature.Write(expected, secret, seconds, body)]);
    }
}
