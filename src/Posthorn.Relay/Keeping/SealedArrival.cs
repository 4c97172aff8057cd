using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Posthorn.Delivery.Secrets;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Keeping;

/// <summary>What lies in a row's seal, and what the seal is bound to: source, id and time. Moved into another row, it does not open.</summary>
internal static class SealedArrival
{
    public static SealedPlace PlaceOf(string source, ArrivalId id, DateTimeOffset receivedAt) => new(source, id.ToString(), receivedAt.ToUnixTimeMilliseconds(), Version: 0);

    public static byte[] ContentOf(CapturedRequest request) => ArrivalFrame.Join(
        JsonSerializer.SerializeToUtf8Bytes(new RequestHead(request.Method, request.Path, request.Query, request.Headers), RelayJson.Default.RequestHead),
        request.Body.Span);

    /// <returns>False when it was not sealed for this place, or was changed.</returns>
    public static bool TryOpen(SecretVault vault, SealedPlace place, ReadOnlySpan<byte> sealedContent, [NotNullWhen(true)] out CapturedRequest? request)
    {
        request = null;
        if (!vault.TryOpen(place, sealedContent, out var content)
            || !ArrivalFrame.TrySplit(content, out var json, out var body)
            || JsonSerializer.Deserialize(json.Span, RelayJson.Default.RequestHead) is not { } head)
        {
            return false;
        }

        request = new(head.Method, head.Path, head.Query, head.Headers, body);
        return true;
    }
}
