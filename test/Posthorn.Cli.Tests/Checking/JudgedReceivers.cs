using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>Twelve receivers that are broken in one way each, and the checks that must notice: these and no others.</summary>
internal static class JudgedReceivers
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(60);

    public static IReadOnlyDictionary<string, (string Profile, Habits Habits, string[] Caught)> All { get; } = new Dictionary<string, (string, Habits, string[])>(StringComparer.Ordinal)
    {
        ["accepts unsigned"] = ("suki", new() { AcceptsUnsigned = true }, ["header-missing", "header-empty", "headers-absent"]),
        ["compares after parsing"] = ("suki", new() { Verified = Rewritten }, [
            "whitespace-tampered", "reserialised-refused", "bytes-indented", "bytes-crlf", "bytes-trailing-newline", "bytes-escapes", "bytes-unicode", "bytes-spaces"]),
        ["ignores time"] = ("sully", new() { IgnoresTime = true }, ["time-expired", "time-future"]),
        ["re-serialises what it read as text"] = ("sully", new() { Verified = AsText }, ["whitespace-tampered", "bytes-crlf", "bytes-trailing-newline"]),
        ["500 on an unknown type"] = ("sully", new() { ToUnknown = 500 }, ["unknown-type"]),
        ["applies duplicates"] = ("sully", new() { AppliesDuplicates = true }, ["duplicate-twice", "duplicate-exact", "duplicate-at-once", "duplicate-later", "duplicate-under-load"]),
        ["races on duplicates"] = ("suki", new() { Races = true }, ["duplicate-at-once"]),
        ["drops regenerated content"] = ("sully", new() { DropsRegenerated = true }, ["regenerated"]),
        ["slow"] = ("suki", new() { AnswersAfter = Slow }, ["answer-time-1", "answer-time-10", "answer-time-50"]),
        ["echoes the secret"] = ("standard", new() { EchoesSecret = true }, ["no-secret-echo"]),
        ["redirects"] = ("standard", new() { Redirects = true }, ["valid-accepted", "no-redirect"]),
        ["400 on an unknown status"] = ("suki", new() { ToUnknown = 400 }, ["event-session.timed_out", "event-session.cancelled", "unknown-status", "status-missing"]),
    };

    private static byte[] Rewritten(byte[] body)
    {
        try
        {
            return Encoding.UTF8.GetBytes(JsonNode.Parse(body)!.ToJsonString());
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static byte[] AsText(byte[] body) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).ReplaceLineEndings("\n").TrimEnd());
}
