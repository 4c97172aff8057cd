using Posthorn.Delivery.Sending;

namespace Posthorn.Emulators.Sending;

/// <summary>Signatures that are wrong on purpose.</summary>
internal static class Signatures
{
    private static readonly string[] Headers = ["X-API-Key", "x-sully-signature"];

    /// <summary>The same request with another last digit of its signature: as long, as well-formed, and of nobody's secret.</summary>
    public static OutgoingRequest Spoil(OutgoingRequest request) => new()
    {
        Url = request.Url,
        Body = request.Body,
        ContentType = request.ContentType,
        Deadline = request.Deadline,
        UserAgent = request.UserAgent,
        Headers = [.. request.Headers.Select(static header => IsSignature(header.Key) ? new(header.Key, Spoil(header.Value)) : header)],
    };

    private static bool IsSignature(string name) => Headers.Contains(name, StringComparer.OrdinalIgnoreCase);

    // Both vendors' headers end with the digits.
    private static string Spoil(string value) => value[..^1] + (value[^1] == '0' ? '1' : '0');
}
