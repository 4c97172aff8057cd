using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Cli.Checking;

/// <summary>Whether whoever answers at an address agrees to be checked: it proves that it holds the secret too, by a MAC over words that sign nothing else.</summary>
internal static class Consent
{
    private const string Header = "posthorn-check-challenge";
    private const string Words = "posthorn-check:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Whether it agrees, where it tells effects, and what it answered.</returns>
    public static async Task<(bool IsGiven, string? Effects, Reply Reply)> AskAsync(ITarget target, string secret, CancellationToken cancellationToken)
    {
        var challenge = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var reply = await target.AskAsync(new Probe("A challenge", [new(Header, challenge)], default) { Method = "GET" }, Patience, cancellationToken);
        if (!reply.IsAccepted)
        {
            return (false, null, reply);
        }

        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(Words + challenge)));
        try
        {
            using var answer = JsonDocument.Parse(reply.Body);
            var isGiven = answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("proofs", out var proofs)
                && proofs.ValueKind == JsonValueKind.Array
                && proofs.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == proof);
            return (isGiven, isGiven && answer.RootElement.TryGetProperty("effects", out var effects) && effects.ValueKind == JsonValueKind.String ? effects.GetString() : null, reply);
        }
        catch (JsonException)
        {
            return (false, null, reply);
        }
    }
}
