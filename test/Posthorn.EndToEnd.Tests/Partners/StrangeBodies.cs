using Posthorn.Protocol.Profiles;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>JSON that no vendor documents. An error of the server would make the vendor send it again, and again.</summary>
internal static class StrangeBodies
{
    private const int Deep = 20_000;

    private static readonly string[] Any =
    [
        "[]", "null", "\"text\"", "1e400", "{}", "{\"a\":1,\"a\":2}", " {\"status\":null,\"type\":null} ",
        "{\"status\":{\"toString\":1},\"session_id\":{\"toJSON\":1},\"type\":{\"toString\":1},\"data\":{\"id\":{\"toString\":1}}}",
        "{\"status\":[1],\"session_id\":{\"a\":[]},\"type\":{},\"data\":[]}",
        $"{{\"a\":{new string('[', Deep)}{new string(']', Deep)}}}",
    ];

    private static readonly string[] OfSuki =
    [
        """{"status":"success","session_id":12345}""",
        """{"status":"success","session_id":"nul-\u0000-inside"}""",
        """{"status":"success","session_id":"half-\ud800-of-a-pair"}""",
        """{"status":"\u0000","session_id":"\u0000"}""",
    ];

    private static readonly string[] OfSully =
    [
        """{"type":"note_generation.succeeded","data":{"id":"n-1","timestamp":{"complete":1e300}}}""",
        """{"type":"note_generation.succeeded","data":{"id":"n-2","timestamp":{"complete":-1e400}}}""",
        """{"type":"note_generation.succeeded","data":{"id":"n-3","timestamp":{"complete":99999999999999999999999}}}""",
        """{"type":"note_generation.succeeded","data":{"id":"n-4","timestamp":"yesterday"}}""",
        """{"type":"coding.succeeded","data":{"id":"c-1","updated_at":"9999-12-31T23:59:59.999999+14:00"}}""",
        """{"type":"coding.succeeded","data":{"id":"c-2","updated_at":"0001-01-01T00:00:00-14:00"}}""",
        """{"type":"coding.succeeded","data":{"id":"nul-\u0000-inside","updated_at":true}}""",
        """{"type":"half-\udc00-of-a-pair","data":{"id":"half-\ud800-of-a-pair"}}""",
    ];

    public static IEnumerable<string> Of(Profile profile) => [.. Any, .. profile == Profile.Suki ? OfSuki : OfSully];
}
