using System.Buffers;
using System.Text.Json.Nodes;
using Posthorn.Protocol.Profiles;
using Posthorn.Server.Events;

namespace Posthorn.Server.OpenApi;

/// <summary>What endpoints are sent: for each profile its headers, its bodies, and what its answers mean.</summary>
internal static class WebhookWriter
{
    private static readonly DateTimeOffset OfExamples = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Headers = new()
    {
        ["generated-at"] = "When the request was made: milliseconds since 1970, in decimal. New for each attempt.",
        ["X-API-Key"] = "Lower-case hex of HMAC-SHA-256, keyed with the secret as UTF-8, over generated-at, a colon, and the body's bytes.",
        ["x-sully-signature"] = "`t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256, keyed with the whole secret as UTF-8, over t, a full stop, and the body's bytes. One v1 for each active secret.",
        ["webhook-id"] = "The event's id. The same for every attempt: dedupe on it.",
        ["webhook-timestamp"] = "When the request was made: seconds since 1970, in decimal. New for each attempt.",
        ["webhook-signature"] = "`v1,<base64>`, one for each active secret, with spaces between: HMAC-SHA-256, keyed with the base64-decoded secret, over id, timestamp and body with full stops between.",
    };

    public static JsonObject Write() => new(Profile.All.Select(static profile =>
        KeyValuePair.Create<string, JsonNode?>(profile.Name, new JsonObject { ["post"] = Write(profile) })));

    private static JsonObject Write(Profile profile) => new()
    {
        ["operationId"] = profile.Name + "Notification",
        ["summary"] = $"A notification in the {profile.Name} profile.",
        ["tags"] = new JsonArray("Notifications"),
        ["security"] = new JsonArray(),
        ["parameters"] = new JsonArray(
        [
            .. profile.Scheme.HeaderNames.Select(static name => (JsonNode)new JsonObject
            {
                ["name"] = name, ["in"] = "header", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" }, ["description"] = Headers[name],
            }),
        ]),
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Body(profile.Name), ["examples"] = Examples(profile) } },
        },
        ["responses"] = Answers(),
    };

    private static JsonObject Body(string profile) => profile switch
    {
        "suki" => Object(
            ["session_id"],
            ("status", "`success` or `failure`; for sessions that timed out or were cancelled `timeout` or `cancelled`, which the vendor leaves open."),
            ("session_id", "The session."),
            ("encounter_id", "The encounter."),
            ("error_code", "With `failure`: what went wrong."),
            ("error_detail", "With `failure`: details, if any.")),
        "sully" => Object(["type", "data"], ("type", "What happened; branch on this."), ("data", null)),
        _ => Object(["type", "timestamp", "data"], ("type", "What happened."), ("timestamp", "When it happened, RFC 3339."), ("data", null)),
    };

    private static JsonObject Object(string[] required, params (string Name, string? Text)[] members)
    {
        var properties = new JsonObject();
        foreach (var (name, text) in members)
        {
            properties[name] = text is null ? new JsonObject { ["type"] = "object" } : new JsonObject { ["type"] = "string", ["description"] = text };
        }

        return new() { ["type"] = "object", ["required"] = new JsonArray([.. required.Select(static name => JsonValue.Create(name))]), ["properties"] = properties };
    }

    /// <summary>The bodies that the profile really writes of the example data.</summary>
    private static JsonObject Examples(Profile profile)
    {
        var examples = new JsonObject();
        foreach (var type in SampleData.Types.Where(profile.CanExpress))
        {
            var body = new ArrayBufferWriter<byte>();
            if (!profile.TryRender(type, OfExamples, SampleData.Of(type).Span, body, out var problem))
            {
                throw new InvalidOperationException($"The example of {type} is not one that {profile} can express, at {problem.Pointer}.");
            }

            examples[type] = new JsonObject { ["value"] = JsonNode.Parse(body.WrittenSpan) };
        }

        return examples;
    }

    private static JsonObject Answers() => new()
    {
        ["200"] = Answer("Any 2xx within the time limit: delivered. Answer first and work later."),
        ["400"] = Answer("Taken for a failure and tried again as the schedule says; so is any other 4xx. 410 disables the endpoint; 429 honours Retry-After."),
        ["401"] = Answer("What to answer to a signature that does not verify."),
        ["500"] = Answer("Taken for a failure and tried again; 503 honours Retry-After."),
    };

    private static JsonObject Answer(string text) => new() { ["description"] = text };
}
