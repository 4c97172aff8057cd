using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Posthorn.Api.Json;
using Posthorn.Cli.Calling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Cli.Verifying;

/// <summary>A request that a relay keeps, fetched by its id.</summary>
internal static class RelayArrival
{
    private const int MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Capture> FetchAsync(Uri relay, string id, string? token, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var invoker = OwnEgress.Invoker(surroundings.Clock);
        using var deadline = new CancellationTokenSource(Patience, surroundings.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(relay, $"v1/arrivals/{Uri.EscapeDataString(id)}"));
        _ = message.Headers.TryAddWithoutValidation("Authorization", token is null ? [] : [$"Bearer {token}"]);
        _ = message.Headers.TryAddWithoutValidation("User-Agent", OutgoingRequest.DefaultUserAgent);
        try
        {
            using var answer = await invoker.SendAsync(message, either.Token);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(await BytesAsync(answer, either.Token)),
                HttpStatusCode.Gone => Capture.Unreadable($"the relay cannot open the arrival {Printable.Of(id)} any more."),
                HttpStatusCode.NotFound => Capture.Unreadable($"the relay has no arrival {Printable.Of(id)}, or no longer."),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Capture.Unreadable(
                    "the relay refuses the token. Give it by --token-env, --token-file or POSTHORN_RELAY_TOKEN."),
                var status => Capture.Unreadable($"the relay answered {(int)status}."),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or DialFailedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Capture.Unreadable(deadline.IsCancellationRequested
                ? $"the relay at {relay.GetLeftPart(UriPartial.Authority)} did not answer within {Patience.TotalSeconds:0} s."
                : $"the relay at {relay.GetLeftPart(UriPartial.Authority)} cannot be reached.");
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return Capture.Unreadable($"what answers at {relay.GetLeftPart(UriPartial.Authority)} is not a relay of this version.");
        }
    }

    private static Capture Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var arrival = document.RootElement;
        var headers = arrival.GetProperty("headers").EnumerateArray().Select(static header =>
            KeyValuePair.Create(header.GetProperty("name").GetString()!, header.GetProperty("value").GetString()!));
        DateTimeOffset? at = Rfc3339.TryParse(arrival.GetProperty("received_at").GetString(), out var time) ? time : null;
        var body = arrival.GetProperty("body_base64").GetBytesFromBase64();
        return Convert.ToHexStringLower(SHA256.HashData(body)) == arrival.GetProperty("body_sha256").GetString()
            ? Capture.Of(new([.. headers], body, at))
            : Capture.Unreadable("the body that came from the relay is not the one whose hash it tells: something changed it on the way.");
    }

    private static async Task<byte[]> BytesAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var slice = new byte[16 * 1024];
        while (await stream.ReadAsync(slice, cancellationToken) is var read and > 0)
        {
            whole.Write(slice, 0, read);
            if (whole.Length > MostBytes)
            {
                throw new IOException("The answer is longer than any arrival.");
            }
        }

        return whole.ToArray();
    }
}
