using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

/// <summary>One signed request with a known signature.</summary>
public sealed record SigningVector(
    string Scheme, string Name, string Secret, IReadOnlyDictionary<string, string> Headers, byte[] Body, DateTimeOffset SignedAt)
{
    /// <summary>Only those whose signature another party published; the rest was computed with two other implementations.</summary>
    public static IReadOnlyList<SigningVector> Published { get; } =
    [
        // stripe-dotnet, EventUtilityTest and its resource event_test_signature.json, at commit 6045930.
        new(
            "stripe",
            "published by stripe-dotnet",
            "webhook_secret",
            new Dictionary<string, string>
            {
                ["Stripe-Signature"] =
                    "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7,"
                    + "v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef",
            },
            Encoding.UTF8.GetBytes(
                """
                {
                  "id": "evt_123",
                  "object": "event",
                  "account": "acct_123",
                  "api_version": "2017-05-25",
                  "created": 1533204620,
                  "data": {
                    "object": {
                      "id": "cus_123",
                      "object": "customer",
                      "created": 123456789,
                      "email": "test@stripe.com",
                      "livemode": false,
                      "metadata": {}
                    }
                  },
                  "livemode": false,
                  "pending_webhooks": 1,
                  "request": {
                    "id": "req_123",
                    "idempotency_key": "idempotency-key-123"
                  },
                  "type": "customer.created"
                }

                """),
            DateTimeOffset.FromUnixTimeSeconds(1533204620)),

        // https://docs.github.com/webhooks/securing
        new(
            "github",
            "published by GitHub",
            "It's a Secret to Everybody",
            new Dictionary<string, string>
            {
                ["X-Hub-Signature-256"] = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            },
            "Hello, World!"u8.ToArray(),
            DateTimeOffset.UnixEpoch),

        // https://api.slack.com/authentication/verifying-requests-from-slack
        new(
            "slack",
            "published by Slack",
            "8f742231b10e8888abcd99yyyzzz85a5",
            new Dictionary<string, string>
            {
                ["X-Slack-Request-Timestamp"] = "1531420618",
                ["X-Slack-Signature"] = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            },
            Encoding.UTF8.GetBytes(
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
                + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
                + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
                + ".803a0bc887a14d10d2c447fce8b6703c"),
            DateTimeOffset.FromUnixTimeSeconds(1531420618)),
    ];

    public static IReadOnlyList<SigningVector> All { get; } = [.. ReadFile(), .. Published];

    public SigningScheme SchemeOf => SigningScheme.TryGet(Scheme, out var scheme) ? scheme : throw new InvalidOperationException(Scheme);

    public SigningKey Key => SchemeOf.KeyOf(Secret);

    /// <summary>The id that was signed, or any for a scheme that has none.</summary>
    public string MessageId => Headers.GetValueOrDefault("webhook-id", "msg_1");

    public SignatureVerdict Verify(byte[] body) =>
        SchemeOf.Verify(new HeaderPairs(Headers), body, [Key], SignedAt, SchemeOf.DefaultTolerance);

    public override string ToString() => $"{Scheme}: {Name}";

    private static IEnumerable<SigningVector> ReadFile()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "signing.json")));
        foreach (var row in file.RootElement.GetProperty("vectors").EnumerateArray())
        {
            yield return new(
                row.GetProperty("profile").GetString()!,
                row.GetProperty("name").GetString()!,
                row.GetProperty("secret").GetString()!,
                row.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!),
                row.GetProperty("body_base64").GetBytesFromBase64(),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetProperty("valid_at_unix_ms").GetInt64()));
        }
    }
}
