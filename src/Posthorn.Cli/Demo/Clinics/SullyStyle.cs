using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>Sully: <c>x-sully-signature: t=…,v1=…</c> over the seconds, a full stop, and the body. The key is the secret as it stands.</summary>
internal sealed class SullyStyle : IClinicStyle
{
    public string KeyOf(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        var id = data.TryGetProperty("transcriptionId", out var transcription) ? transcription : data.GetProperty("id");
        return $"{json.RootElement.GetProperty("type").GetString()}:{id.GetString()}";
    }

    public int CountSignatures(IHeaderDictionary headers, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var parts = headers["x-sully-signature"].ToString().Split(',', StringSplitOptions.TrimEntries);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{TimeAmong(parts)}."), .. body];
        return secrets.Count(secret =>
        {
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            var expected = Encoding.ASCII.GetBytes("v1=" + Convert.ToHexStringLower(mac));
            return parts.Any(part => CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(part)));
        });
    }

    private static string? TimeAmong(string[] parts) => parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
}
