using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>Requests whose signature is right under another reading of the secret.</summary>
internal static class PlantedSecrets
{
    private const string Tail = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Hexed = "746573742d736563726574746573742d";

    public static IEnumerable<Plant> All =>
    [
        Sully("the configured secret with a line break", "secret_trimmed", Encoding.UTF8.GetBytes(Plant.Secret), Plant.Secret + "\n"),
        Sully("the configured secret with spaces", "secret_trimmed", Encoding.UTF8.GetBytes(Plant.Secret), $"  {Plant.Secret} "),
        Sully("the configured secret in quotes", "secret_quoted", Encoding.UTF8.GetBytes(Plant.Secret), $"\"{Plant.Secret}\""),
        Sully("the sender's secret with a line break", "secret_line_end", Encoding.UTF8.GetBytes(Plant.Secret + "\n"), Plant.Secret),
        Sully("whsec_ stripped", "secret_prefix_stripped", Encoding.UTF8.GetBytes(Tail), Plant.Secret),
        Sully("whsec_ missing", "secret_prefix_missing", Encoding.UTF8.GetBytes(Plant.Secret), Tail),
        Sully("base64 decoded", "secret_base64_decoded", Convert.FromBase64String(Tail), Plant.Secret),
        Sully("hex decoded", "secret_hex_decoded", Convert.FromHexString(Hexed), Hexed),
        new("the text of a secret that should be decoded", ["secret_verbatim"])
        {
            Scheme = SigningScheme.Standard,
            Headers = Plant.Standard("v1," + Convert.ToBase64String(Plant.Mac(Plant.Secret, $"{Plant.Id}.{Plant.Seconds}.{Plant.Body}"))),
        },
        new("the tail of a secret that should be decoded", ["secret_prefix_stripped"])
        {
            Scheme = SigningScheme.Standard,
            Headers = Plant.Standard("v1," + Convert.ToBase64String(Plant.Mac(Tail, $"{Plant.Id}.{Plant.Seconds}.{Plant.Body}"))),
        },
        new("the second secret, read by another rule", ["secret_prefix_stripped"])
        {
            Headers = Plant.Sully(Plant.Hex(Plant.Mac(Tail, $"{Plant.Seconds}.{Plant.Body}"))), Secrets = ["another-secret", Plant.Secret],
        },
        new("a secret that is none", ["no_secret", "secret_unusable"])
        {
            Scheme = SigningScheme.Standard, Headers = Plant.Standard("v1,AAAA"), Secrets = ["c4n4ry!"], IsProven = false,
        },
        new("two causes: the secret's reading, and a line break", ["secret_prefix_stripped", "body_newline_added"])
        {
            Headers = Plant.Sully(Plant.Hex(Plant.Mac(Tail, $"{Plant.Seconds}.{Plant.Body}"))), Received = Encoding.UTF8.GetBytes(Plant.Body + "\n"),
        },
        new("three causes: reading, joiner, spelling", ["secret_base64_decoded", "text_joiner", "digest_encoding"])
        {
            Headers = Plant.Sully(Convert.ToBase64String(Plant.Mac(Convert.FromBase64String(Tail), $"{Plant.Seconds}:", Encoding.UTF8.GetBytes(Plant.Body)))),
        },
    ];

    private static Plant Sully(string what, string code, byte[] key, string configured) => new(what, [code])
    {
        Headers = Plant.Sully(Plant.Hex(Plant.Mac(key, $"{Plant.Seconds}.", Encoding.UTF8.GetBytes(Plant.Body)))),
        Secrets = [configured],
    };
}
