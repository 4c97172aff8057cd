using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>Suki: one hex HMAC in <c>X-API-Key</c> over the text of <c>generated-at</c>, a colon, and the body. No event id.</summary>
internal sealed class SukiStyle : IClinicStyle
{
    public string KeyOf(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return $"{json.RootElement.GetProperty("session_id").GetString()}:{json.RootElement.GetProperty("status").GetString()}";
    }

    public int CountSignatures(IHeaderDictionary headers, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["generated-at"]}:"), .. body];
        var received = Encoding.ASCII.GetBytes(headers["X-API-Key"].ToString());
        return secrets.Count(secret =>
        {
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), received);
        });
    }
}
