using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>A request in which one thing is wrong, made without the engine's own code, and the words that should be found for it.</summary>
internal sealed record Plant(string What, string[] Codes)
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string Id = "msg_1";
    public const string Body = "{\"a\":1,\"name\":\"Größe\",\"list\":[1.0,\"x/y\"],\"b\":null}";

    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static string Seconds => Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Milliseconds => Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public SigningScheme Scheme { get; init; } = SigningScheme.Sully;

    public required List<KeyValuePair<string, string>> Headers { get; init; }

    public byte[] Received { get; init; } = Encoding.UTF8.GetBytes(Body);

    public string[] Secrets { get; init; } = [Secret];

    public DateTimeOffset At { get; init; } = Now;

    /// <summary>Whether a signature can prove it.</summary>
    public bool IsProven { get; init; } = true;

    public IReadOnlyList<SignatureFinding> Explain() =>
        SignatureInquiry.Explain(Scheme, new HeaderPairs(Headers), Received, Secrets, At, TimeSpan.FromMinutes(5));

    public static byte[] Mac(string key, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));

    public static byte[] Mac(byte[] key, string before, byte[] body) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(before), .. body]);

    public static string Hex(byte[] mac) => Convert.ToHexStringLower(mac);

    public static List<KeyValuePair<string, string>> Sully(string signature, string? time = null) => One("x-sully-signature", $"t={time ?? Seconds},v1={signature}");

    public static List<KeyValuePair<string, string>> Suki(string signature, string? time = null) => [new("generated-at", time ?? Milliseconds), new("X-API-Key", signature)];

    public static List<KeyValuePair<string, string>> Standard(string signature) =>
        [new("webhook-id", Id), new("webhook-timestamp", Seconds), new("webhook-signature", signature)];

    public static List<KeyValuePair<string, string>> One(string name, string value) => [new(name, value)];

    public override string ToString() => What;
}
