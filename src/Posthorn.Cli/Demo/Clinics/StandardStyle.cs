using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>Standard Webhooks: <c>webhook-signature: v1,…</c> over id, time and body. The key is decoded from what follows <c>whsec_</c>.</summary>
internal sealed class StandardStyle : IClinicStyle
{
    public string KeyOf(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var session = json.RootElement.GetProperty("data").GetProperty("session_id").GetString();
        return $"{session}:{json.RootElement.GetProperty("type").GetString()}";
    }

    public int CountSignatures(IHeaderDictionary headers, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."), .. body];
        var received = headers["webhook-signature"].ToString().Split(' ');
        return secrets.Count(secret =>
        {
            var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
            var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(mac));
            return received.Any(one => CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(one)));
        });
    }
}
