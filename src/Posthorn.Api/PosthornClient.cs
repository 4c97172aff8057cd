using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Posthorn.Api.Health;
using Posthorn.Api.Problems;

namespace Posthorn.Api;

/// <summary>Calls a Posthorn server. Every method is one request and throws <see cref="PosthornApiException"/> when the server refuses it.</summary>
/// <param name="http">
/// The client to call through. Its <see cref="HttpClient.BaseAddress"/> is the server's, ending in a slash; its default header
/// <c>Authorization: Bearer</c> is the key. Stays the caller's: timeouts, proxies and certificates are set there, and it is not disposed of here.
/// </param>
/// <remarks>
/// Safe for any number of threads. Nothing is tried again by itself: only the caller knows which calls may be. Publishing may be,
/// any number of times, when it names an idempotency key.
/// A network failure comes as <see cref="HttpRequestException"/>; then the request may or may not have arrived.
/// </remarks>
public sealed partial class PosthornClient(HttpClient http)
{
    // Newer servers may tell more than this client knows.
    private static readonly PosthornJson Json = new(new JsonSerializerOptions(PosthornJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    /// <summary>Asks whether the server can do its work.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What the server says of itself, also when that is bad news.</returns>
    public async Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
        return await answer.Content.ReadFromJsonAsync(Json.HealthReport, cancellationToken) ?? throw Unreadable(answer);
    }

    private Task<TAnswer> GetAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, content: null, answerType, cancellationToken);

    private Task<TAnswer> PostAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, content: null, answerType, cancellationToken);

    private Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, Body(request, requestType), answerType, cancellationToken);

    private async Task<TAnswer> SendAsync<TAnswer>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var answer = await http.SendAsync(request, cancellationToken);
        await ThrowWhenRefusedAsync(answer, cancellationToken);

        return await answer.Content.ReadFromJsonAsync(answerType, cancellationToken) ?? throw Unreadable(answer);
    }

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken);
        await ThrowWhenRefusedAsync(answer, cancellationToken);
    }

    private static ByteArrayContent Body<TRequest>(TRequest request, JsonTypeInfo<TRequest> requestType)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, requestType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static async Task ThrowWhenRefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        throw answer.Content.Headers.ContentType?.MediaType == Problem.MediaType
            && await answer.Content.ReadFromJsonAsync(Json.Problem, cancellationToken) is { } problem
                ? new PosthornApiException(problem, answer.Headers.RetryAfter?.Delta)
                : Unreadable(answer);
    }

    private static HttpRequestException Unreadable(HttpResponseMessage answer) =>
        new($"The answer has status {(int)answer.StatusCode} and is not one of a Posthorn server.", inner: null, answer.StatusCode);

    // An id with a slash or a question mark in it would name another route.
    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = string.Empty;
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                query += (query.Length == 0 ? '?' : '&') + name + '=' + Uri.EscapeDataString(value);
            }
        }

        return query;
    }
}
