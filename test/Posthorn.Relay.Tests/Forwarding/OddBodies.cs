using System.Text;

namespace Posthorn.Relay.Tests.Forwarding;

/// <summary>Bodies that a tool which parses, trims or re-encodes would change.</summary>
internal static class OddBodies
{
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["byte order mark"] = [0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8],
        ["line ends"] = [.. "{\r\n  \"a\": 1\r\n}\r\n\r\n"u8],
        ["spaces around"] = [.. "  \t {\"a\":1}  \n"u8],
        ["escapes"] = [.. "{\"a\":\"\\u00e9\\/\\ud83d\\ude00\",\"b\":1.0,\"b\":1e2}"u8],
        ["not utf-8"] = [0x7B, 0xFF, 0xFE, 0x00, 0xC3, 0x28, 0x7D],
        ["every byte"] = [.. Enumerable.Range(0, 256).Select(static one => (byte)one)],
        ["a mebibyte"] = [.. Enumerable.Range(0, 1024 * 1024).Select(static one => (byte)(one * 31 % 251))],
        ["emoji"] = Encoding.UTF8.GetBytes("{\"a\":\"\U0001F9D1\u200D\u2695\uFE0F\"}"),
    };
}
