using System.Net;
using Posthorn.Protocol.Signing;

namespace Posthorn.Testing.Vendors;

/// <summary>
/// A vendor that sends to an application under test, and does what vendors and networks do: sends again, late, in another order; and what
/// attackers do. Every call returns what the application answered.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
/// <param name="http">Reaches the application: that of a <c>WebApplicationFactory</c>, of a test server, or one with a base address.</param>
/// <param name="scheme">How requests are signed.</param>
/// <param name="path">The path of the route.</param>
/// <param name="secret">What they are signed with; <see cref="TestSecrets.Of"/> where it is <see langword="null"/>.</param>
/// <param name="clock">Tells the time of signing; the system's where it is <see langword="null"/>. Give it the application's own.</param>
public sealed class TestVendor(HttpClient http, SigningScheme scheme, string path, string? secret = null, TimeProvider? clock = null)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(2);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly string _secret = secret ?? TestSecrets.Of(scheme);

    /// <summary>Sends a notification, properly signed.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendAsync(SampleEvent sample) => PostAsync(Sign(sample));

    /// <summary>Sends it twice, as a vendor does that heard no answer: the same id and body, signed anew.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The two answers.</returns>
    public Task<IReadOnlyList<HttpStatusCode>> SendTwiceAsync(SampleEvent sample) => SendAsync([sample, sample]);

    /// <summary>Sends the same request twice, byte for byte and header for header, as an attacker does who has overheard it.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The two answers.</returns>
    public async Task<IReadOnlyList<HttpStatusCode>> ReplayAsync(SampleEvent sample)
    {
        var request = Sign(sample);
        return [await PostAsync(request), await PostAsync(request)];
    }

    /// <summary>Sends several, one after the other.</summary>
    /// <param name="samples">The notifications.</param>
    /// <returns>The answers, in the same order.</returns>
    public async Task<IReadOnlyList<HttpStatusCode>> SendAsync(IEnumerable<SampleEvent> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var answers = new List<HttpStatusCode>();
        foreach (var sample in samples)
        {
            answers.Add(await SendAsync(sample));
        }

        return answers;
    }

    /// <summary>Sends several in the opposite order: what happened last arrives first.</summary>
    /// <param name="samples">The notifications, in the order in which they happened.</param>
    /// <returns>The answers, in the order of sending.</returns>
    public Task<IReadOnlyList<HttpStatusCode>> SendReorderedAsync(IEnumerable<SampleEvent> samples) => SendAsync(samples.Reverse());

    /// <summary>Sends the same notification many times at once, each signed on its own.</summary>
    /// <param name="sample">The notification.</param>
    /// <param name="times">How often.</param>
    /// <returns>The answers.</returns>
    public async Task<IReadOnlyList<HttpStatusCode>> SendAtOnceAsync(SampleEvent sample, int times = 10) =>
        await Task.WhenAll(Enumerable.Range(0, times).Select(_ => SendAsync(sample)));

    /// <summary>Sends one that was signed long ago.</summary>
    /// <param name="sample">The notification.</param>
    /// <param name="age">How long ago; 2 hours where it is <see langword="null"/>. Negative for a time to come.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendStaleAsync(SampleEvent sample, TimeSpan? age = null) => PostAsync(Sign(sample, before: age ?? LongAgo));

    /// <summary>Sends one whose body was changed by one letter after it was signed.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendTamperedAsync(SampleEvent sample)
    {
        var signed = Sign(sample);
        var body = signed.Body.ToArray();
        body[body.AsSpan().LastIndexOf((byte)'t')] = (byte)'T';
        return PostAsync(signed.WithBody(body));
    }

    /// <summary>Sends one that was signed with a secret that is not the application's.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendWithWrongSecretAsync(SampleEvent sample) => PostAsync(Sign(sample, with: TestSecrets.OtherOf(scheme)));

    /// <summary>Sends one that nobody has signed.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendUnsignedAsync(SampleEvent sample) => PostAsync(Sign(sample).WithoutHeaders());

    /// <summary>Sends one that is properly signed and is no JSON: its end is missing.</summary>
    /// <param name="sample">The notification.</param>
    /// <returns>The answer.</returns>
    public Task<HttpStatusCode> SendBrokenAsync(SampleEvent sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return SendAsync(sample with { Body = sample.Body[..^2] });
    }

    /// <summary>Sends one that is properly signed and is far too long: the same JSON, and spaces after it.</summary>
    /// <param name="sample">The notification.</param>
    /// <param name="bytes">The length of the body.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="HttpRequestException">Over a real connection: the application hung up without reading it, which is a refusal too.</exception>
    public Task<HttpStatusCode> SendHugeAsync(SampleEvent sample, int bytes = 4 * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var body = new byte[bytes];
        body.AsSpan().Fill((byte)' ');
        sample.Body.Span.CopyTo(body);
        return SendAsync(sample with { Body = body });
    }

    /// <summary>Sends a request that was made elsewhere.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    public async Task<HttpStatusCode> PostAsync(SignedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = request.ToMessage(path);
        using var response = await http.SendAsync(message);
        return response.StatusCode;
    }

    private SignedRequest Sign(SampleEvent sample, TimeSpan before = default, string? with = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return SignedRequest.Sign(scheme, with ?? _secret, sample.Body, _clock.GetUtcNow() - before, sample.Id);
    }
}
