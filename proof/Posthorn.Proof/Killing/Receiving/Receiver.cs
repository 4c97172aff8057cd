using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Receiving;

/// <summary>All endpoints of the run: read, verified, written down, and only then answered, each in its manner.</summary>
internal sealed class Receiver(Ground ground, Journal journal, TimeProvider clock)
{
    private static readonly TimeSpan LongestHang = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenDrips = TimeSpan.FromMilliseconds(400);

    private readonly EventContent _content = new(ground.Seed);
    private long _requests;
    private long _distinct;

    public IReadOnlyList<ReceivingEndpoint> Endpoints { get; } = [.. ground.Endpoints.Select(static endpoint => new ReceivingEndpoint(endpoint))];

    /// <summary>Whether everybody behaves from now on.</summary>
    public bool Calm { get; set; }

    /// <summary>Requests so far, and how many of them brought something new to their endpoint.</summary>
    public (long Requests, long Distinct) Counts => (Interlocked.Read(ref _requests), Interlocked.Read(ref _distinct));

    public async Task ReceiveAsync(HttpContext context)
    {
        _ = Interlocked.Increment(ref _requests);
        if (!int.TryParse(context.Request.Path.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= Endpoints.Count)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var endpoint = Endpoints[index];
        var answer = Calm ? Answer.Good : Temper.Of(endpoint.Endpoint, ground.Seed, endpoint.Count(), clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (answer == Answer.ResetUnread)
        {
            context.Abort();
            return;
        }

        if (await ReadAsync(context.Request) is { } body)
        {
            WriteDown(endpoint, context.Request.Headers, body, answer);
            await AnswerAsync(context, answer);
        }
    }

    private void WriteDown(ReceivingEndpoint endpoint, IHeaderDictionary headers, byte[] body, Answer answer)
    {
        var now = clock.GetUtcNow();
        var known = _content.TryReadNumber(body, out var number);
        new ArrivalLine(
            now.ToUnixTimeMilliseconds(),
            endpoint.Endpoint.Index,
            number,
            ArrivalLine.Word(headers["webhook-id"]),
            BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(body)),
            Temper.Word(answer),
            endpoint.IsSigned(headers, body, now),
            known && _content.IsIn(body, number)).WriteTo(journal);
        if (known && endpoint.IsNew(number))
        {
            _ = Interlocked.Increment(ref _distinct);
        }
    }

    // Null when the sender died in the middle: then it has not arrived.
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        try
        {
            var body = new byte[request.ContentLength ?? 0];
            await request.Body.ReadExactlyAsync(body, request.HttpContext.RequestAborted);
            return body;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(HttpContext context, Answer answer)
    {
        switch (answer)
        {
            case Answer.Reset:
                context.Abort();
                break;
            case Answer.Hang:
                await PauseAsync(LongestHang, context.RequestAborted);
                context.Abort();
                break;
            case Answer.Drip:
                await DripAsync(context);
                break;
            case Answer.Busy:
                context.Response.Headers.RetryAfter = "1";
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case Answer.Refuse:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status200OK;
                break;
        }
    }

    // 2 to 14 drops: some answers end in time, and some outlast the attempt.
    private async Task DripAsync(HttpContext context)
    {
        var drops = 2 + (clock.GetUtcNow().Millisecond % 13);
        context.Response.ContentLength = drops;
        for (var drop = 0; drop < drops && !context.RequestAborted.IsCancellationRequested; drop++)
        {
            try
            {
                await context.Response.Body.WriteAsync("."u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                return;
            }

            await PauseAsync(BetweenDrips, context.RequestAborted);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone.
        }
    }
}
