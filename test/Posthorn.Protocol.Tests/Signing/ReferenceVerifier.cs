using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

/// <summary>
/// The schemes once more, slow and obvious: strings, big integers, one scheme after the other as its vendor tells it. It shares no code
/// with the engine, so that the two can be held against each other.
/// </summary>
internal static class ReferenceVerifier
{
    private const int Tolerance = 300;
    private const string SlackTime = "X-Slack-Request-Timestamp";

    internal static SignatureStatus Verify(
        string scheme, IReadOnlyDictionary<string, string> headers, byte[] body, string secret, DateTimeOffset now) => scheme switch
        {
            "suki" => Plain(headers, "X-API-Key", "", "generated-at", now.ToUnixTimeMilliseconds(), 1000, time => $"{time}:", body, secret),
            "slack" => Plain(
                headers, "X-Slack-Signature", "v0=", SlackTime, now.ToUnixTimeSeconds(), 1, time => $"v0:{time}:", body, secret),
            "github" => GitHub(headers, body, secret),
            "sully" => Parts(headers, "x-sully-signature", body, secret, now),
            "stripe" => Parts(headers, "Stripe-Signature", body, secret, now),
            _ => Standard(headers, body, secret, now),
        };

    private static SignatureStatus Plain(
        IReadOnlyDictionary<string, string> headers,
        string signatureName,
        string prefix,
        string timeName,
        long now,
        int unitsPerSecond,
        Func<string, string> head,
        byte[] body,
        string secret)
    {
        if (Absent(headers, signatureName) || Absent(headers, timeName))
        {
            return SignatureStatus.Missing;
        }

        if (headers[signatureName].Length > 8192)
        {
            return SignatureStatus.Malformed;
        }

        var time = headers[timeName];
        return CheckTime(time, now, unitsPerSecond) is var status and not SignatureStatus.Valid
            ? status
            : HexMatches(headers[signatureName], prefix, Mac(Encoding.UTF8.GetBytes(secret), head(time), body));
    }

    private static SignatureStatus GitHub(IReadOnlyDictionary<string, string> headers, byte[] body, string secret)
    {
        if (Absent(headers, "X-Hub-Signature-256"))
        {
            return SignatureStatus.Missing;
        }

        var signature = headers["X-Hub-Signature-256"];
        return signature.Length > 8192
            ? SignatureStatus.Malformed
            : HexMatches(signature, "sha256=", Mac(Encoding.UTF8.GetBytes(secret), "", body));
    }

    private static SignatureStatus Parts(
        IReadOnlyDictionary<string, string> headers, string name, byte[] body, string secret, DateTimeOffset now)
    {
        if (Absent(headers, name))
        {
            return SignatureStatus.Missing;
        }

        var parts = headers[name].Split(',');
        if (headers[name].Length > 8192 || parts.Any(part => !part.Contains('=', StringComparison.Ordinal)))
        {
            return SignatureStatus.Malformed;
        }

        var pairs = parts.Select(part => part.Split('=', 2)).Select(part => (Name: Trim(part[0]), Value: Trim(part[1]))).ToList();
        var times = pairs.Where(pair => pair.Name == "t").ToList();
        var signatures = pairs.Where(pair => pair.Name == "v1").ToList();
        if (times.Count != 1 || signatures.Count is 0 or > 16)
        {
            return SignatureStatus.Malformed;
        }

        var time = times[0].Value;
        if (CheckTime(time, now.ToUnixTimeSeconds(), 1) is var status and not SignatureStatus.Valid)
        {
            return status;
        }

        var mac = Mac(Encoding.UTF8.GetBytes(secret), $"{time}.", body);
        return signatures.Any(signature => HexMatches(signature.Value, "", mac) == SignatureStatus.Valid)
            ? SignatureStatus.Valid
            : SignatureStatus.Mismatch;
    }

    private static SignatureStatus Standard(IReadOnlyDictionary<string, string> headers, byte[] body, string secret, DateTimeOffset now)
    {
        if (Absent(headers, "webhook-id") || Absent(headers, "webhook-timestamp") || Absent(headers, "webhook-signature"))
        {
            return SignatureStatus.Missing;
        }

        var (id, time, signature) = (headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]);
        var tokens = signature.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isGoodId = id.Length <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        if (!isGoodId || signature.Length > 8192 || tokens.Length > 16)
        {
            return SignatureStatus.Malformed;
        }

        if (CheckTime(time, now.ToUnixTimeSeconds(), 1) is var status and not SignatureStatus.Valid)
        {
            return status;
        }

        var key = Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal));
        var expected = "v1," + Convert.ToBase64String(Mac(key, $"{id}.{time}.", body));
        return tokens.Contains(expected) ? SignatureStatus.Valid : SignatureStatus.Mismatch;
    }

    private static SignatureStatus CheckTime(string time, long now, int unitsPerSecond)
    {
        if (time.Length is 0 or > 64 || !time.All(char.IsAsciiDigit))
        {
            return SignatureStatus.Malformed;
        }

        var difference = BigInteger.Abs(BigInteger.Parse(time, CultureInfo.InvariantCulture) - now);
        return difference <= Tolerance * unitsPerSecond ? SignatureStatus.Valid : SignatureStatus.OutsideTolerance;
    }

    private static SignatureStatus HexMatches(string signature, string prefix, byte[] mac) =>
        signature.StartsWith(prefix, StringComparison.Ordinal)
        && string.Equals(signature[prefix.Length..], Convert.ToHexString(mac), StringComparison.OrdinalIgnoreCase)
            ? SignatureStatus.Valid
            : SignatureStatus.Mismatch;

    private static byte[] Mac(byte[] key, string head, byte[] body) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(head).Concat(body).ToArray());

    private static bool Absent(IReadOnlyDictionary<string, string> headers, string name) => headers.GetValueOrDefault(name, "").Length == 0;

    private static string Trim(string text) => text.Trim(' ', '\t', '\r', '\n');
}
