using System.Globalization;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>Requests whose signature is right over another text, or at another time.</summary>
internal static class PlantedTexts
{
    public static IEnumerable<Plant> All =>
    [
        Sully("joined by a colon", "text_joiner", $"{Plant.Seconds}:{Plant.Body}"),
        Sully("joined by nothing", "text_joiner", $"{Plant.Seconds}{Plant.Body}"),
        Sully("joined by a point and a space", "text_joiner", $"{Plant.Seconds}. {Plant.Body}"),
        Sully("as Slack does", "text_joiner", $"v0:{Plant.Seconds}:{Plant.Body}"),
        Sully("the body alone", "text_without_timestamp", Plant.Body),
        Sully("the body first", "text_order", $"{Plant.Body}.{Plant.Seconds}"),
        Suki("joined by a point", "text_joiner", $"{Plant.Milliseconds}.{Plant.Body}"),
        new("an id besides", ["text_with_id"])
        {
            Headers = [.. Plant.Sully(Plant.Hex(Plant.Mac(Plant.Secret, $"{Plant.Id}.{Plant.Seconds}.{Plant.Body}"))), new("webhook-id", Plant.Id)],
        },
        Standard("no id", "text_without_id", $"{Plant.Seconds}.{Plant.Body}"),
        Standard("joined by colons", "text_joiner", $"{Plant.Id}:{Plant.Seconds}:{Plant.Body}"),
        Standard("the body alone", "text_without_timestamp", Plant.Body),
        new("a time where none is signed", ["text_with_timestamp"])
        {
            Scheme = SigningScheme.GitHub,
            Headers =
            [
                new("X-Timestamp", Plant.Seconds),
                new("X-Hub-Signature-256", "sha256=" + Plant.Hex(Plant.Mac(Plant.Secret, $"{Plant.Seconds}.{Plant.Body}"))),
            ],
        },
        Suki("seconds where milliseconds belong", "timestamp_unit", $"{Plant.Seconds}:{Plant.Body}", Plant.Seconds),
        Sully("milliseconds where seconds belong", "timestamp_unit", $"{Plant.Milliseconds}.{Plant.Body}", Plant.Milliseconds),
        Suki("seconds signed, milliseconds sent", "timestamp_unit", $"{Plant.Seconds}:{Plant.Body}"),
        Sully("milliseconds signed, seconds sent", "timestamp_unit", $"{Plant.Milliseconds}.{Plant.Body}"),
        Sully("no digits", "timestamp_form", $"{Plant.Seconds}.5.{Plant.Body}", Plant.Seconds + ".5"),
        Sully("a time 7 s later than the signed one", "timestamp_altered", $"{Add(-7)}.{Plant.Body}"),
        Suki("a time 2 min earlier than the signed one", "timestamp_altered", $"{Plant.Now.AddSeconds(120).ToUnixTimeMilliseconds()}:{Plant.Body}"),
        Suki("a time that lost its milliseconds", "timestamp_altered", $"{Plant.Now.ToUnixTimeMilliseconds() + 12}:{Plant.Body}"),
        new("the time in another header", ["timestamp_other_header"])
        {
            Scheme = SigningScheme.Suki,
            Headers = [new("X-Time", Plant.Milliseconds), new("X-API-Key", Plant.Hex(Plant.Mac(Plant.Secret, $"{Plant.Milliseconds}:{Plant.Body}")))],
        },
        Sully("an old request", "clock_behind", $"{Plant.Seconds}.{Plant.Body}") with { At = Plant.Now.AddSeconds(360) },
        Sully("a clock that is ahead", "clock_ahead", $"{Plant.Seconds}.{Plant.Body}") with { At = Plant.Now.AddSeconds(-7200) },
        Suki("an old request whose body got a line break", "body_newline_added", $"{Plant.Milliseconds}:{Plant.Body}") with
        {
            Codes = ["body_newline_added", "clock_behind"], At = Plant.Now.AddSeconds(360), Received = Encoding.UTF8.GetBytes(Plant.Body + "\n"),
        },
    ];

    private static string Add(int seconds) => (Plant.Now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static Plant Sully(string what, string code, string text, string? time = null) =>
        new(what, [code]) { Headers = Plant.Sully(Plant.Hex(Plant.Mac(Plant.Secret, text)), time) };

    private static Plant Suki(string what, string code, string text, string? time = null) =>
        new(what, [code]) { Scheme = SigningScheme.Suki, Headers = Plant.Suki(Plant.Hex(Plant.Mac(Plant.Secret, text)), time) };

    private static Plant Standard(string what, string code, string text) => new(what, [code])
    {
        Scheme = SigningScheme.Standard,
        Headers = Plant.Standard("v1," + Convert.ToBase64String(Plant.Mac(
            Convert.FromBase64String(Plant.Secret["whsec_".Length..]), text, []))),
    };
}
