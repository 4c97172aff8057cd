using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Checked;

/// <summary>What a synthetic notification is about, also where its envelope does not name it: a checker asks by that what came of it.</summary>
internal static class SyntheticSubject
{
    /// <summary>What it begins with. No vendor's id does.</summary>
    public const string Prefix = "posthorn-check-";

    private static readonly SearchValues<byte> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);
    private static readonly string[] Members = ["session_id", "id", "transcriptionId"];

    private static ReadOnlySpan<byte> Quoted => "\"posthorn-check-"u8;

    /// <returns>Null for what is not synthetic.</returns>
    public static string? Of(Notification notification)
    {
        if (notification is not StandardNotification { Data: { ValueKind: JsonValueKind.Object } data })
        {
            return null;
        }

        foreach (var member in Members)
        {
            // As it is written: a text that something else wrote may not be one that can be decoded.
            if (data.TryGetProperty(member, out var value) && JsonMarshal.GetRawUtf8Value(value) is var raw && raw.StartsWith(Quoted) && !raw[1..^1].ContainsAnyExcept(Allowed))
            {
                return Encoding.ASCII.GetString(raw[1..^1]);
            }
        }

        return null;
    }
}
