using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Posthorn.Api;
using Posthorn.Api.Events;
using Posthorn.Api.Json;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>One try to publish, at one node: a single event, or several in a batch.</summary>
internal sealed class PublishCall(PublishPlan plan, NodeChoice nodes)
{
    private readonly EventContent _content = new(plan.Ground.Seed);
    private readonly Dictionary<string, int> _indexes =
        plan.Ground.Endpoints.ToDictionary(static endpoint => endpoint.Id, static endpoint => endpoint.Index, StringComparer.Ordinal);

    public async Task<PublishAnswer> TryAsync(int node, int first, int count, CancellationToken end)
    {
        try
        {
            return count == 1 ? await SingleAsync(node, first, end) : await BatchAsync(node, first, count, end);
        }
        catch (PosthornApiException refused)
        {
            // 5xx: whether it was stored may be unknown even to the server.
            var status = (HttpStatusCode)refused.Problem.Status;
            return status >= HttpStatusCode.InternalServerError
                ? new(null, Unsure: true)
                : new(null, Problem: status == HttpStatusCode.TooManyRequests ? null : refused.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or TaskCanceledException)
        {
            end.ThrowIfCancellationRequested();
            return new(null, Unsure: exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError });
        }
    }

    private async Task<PublishAnswer> SingleAsync(int node, int number, CancellationToken end)
    {
        var partner = plan.Ground.PartnerOf(number);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"v1/partners/{partner.Id}/events", UriKind.Relative));
        message.Headers.Add("Idempotency-Key", KeyOf(number));
        var content = new PublishEvent { Type = EventContent.Type, Data = new RawJson(_content.Of(number)) };
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(content, PosthornJson.Default.PublishEvent));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = await nodes.Connection(node).SendAsync(message, end);
        if (!answer.IsSuccessStatusCode)
        {
            return await RefusedAsync(answer, end);
        }

        var receipt = await answer.Content.ReadFromJsonAsync(PosthornJson.Default.EventReceipt, end) ?? throw new JsonException("An empty receipt.");
        return new([Line(number, receipt.Id, receipt.Deliveries, answer.Headers.Contains("Idempotency-Replayed"))]);
    }

    private static async Task<PublishAnswer> RefusedAsync(HttpResponseMessage answer, CancellationToken end)
    {
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            // "Not now" after a commit whose end the server did not see is a possible yes.
            return new(null, Unsure: answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        }

        return answer.StatusCode >= HttpStatusCode.InternalServerError
            ? new(null, Unsure: true)
            : new(null, Problem: $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(end)}");
    }

    private async Task<PublishAnswer> BatchAsync(int node, int first, int count, CancellationToken end)
    {
        var batch = new PublishBatch
        {
            Events = [.. Enumerable.Range(first, count).Select(number => new BatchEvent
            {
                PartnerId = plan.Ground.PartnerOf(number).Id,
                Type = EventContent.Type,
                Data = new RawJson(_content.Of(number)),
                IdempotencyKey = KeyOf(number),
            })],
        };
        var receipt = await nodes.Clients[node].PublishBatchAsync(batch, end);

        // One that was refused for the moment is asked for again together with the others: their keys say that they are the same.
        return receipt.Results.FirstOrDefault(static result => result.Id is null) is { } refused
            ? new(null, Unsure: true, refused.Problem is { Status: < 500 and not 429 } problem ? $"{problem.Status} {problem.Code}" : null)
            : new([.. receipt.Results.Select((result, place) => Line(first + place, result.Id!, result.Deliveries ?? [], result.Replayed == true))]);
    }

    private AcknowledgedLine Line(int number, string id, IReadOnlyList<DeliveryReceipt> deliveries, bool replayed) => new(
        At: 0, number, Node: 0, Unsure: 0, replayed, id, [.. deliveries.Select(one => (one.Id, _indexes.GetValueOrDefault(one.EndpointId, -1)))]);

    private string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"proof-{(uint)plan.Ground.Seed:x8}-{number}");
}
